#include "jkk-decision-xml.h"

#include "jkk-case-xml.h"
#include "jkk-decision-xml-private.h"
#include "jkk-payout-xml-private.h"
#include "jkk-schema.h"

#include <glib/gi18n-lib.h>
#include <string.h>

const JkkXmlKind jkk_xml_kind_decision = { "penetapan", JKK_NS_DECISION, "santun-decision-1.xsd" };

/* No more than names the case: a decision goes to those who need not know the rest. */
static void
write_case (JkkXmlWriter *writer, const JkkCase *jcase)
{
  g_autofree char *day =
      jcase->accident.accident_day != JKK_NONE ? jkk_day_to_iso (jcase->accident.accident_day) : NULL;

  jkk_xml_writer_open (writer, "case");
  jkk_xml_writer_element (writer, "number", jcase->cover.number);
  jkk_xml_writer_element (writer, "participant_name", jcase->participant.name);
  jkk_xml_writer_element (writer, "participant_number", jcase->participant.number);
  jkk_xml_writer_element (writer, "accident_day", day);
  jkk_xml_writer_close (writer);
}

static void
write_text (JkkXmlWriter *writer, const char *name, const char *text)
{
  jkk_xml_writer_element (writer, name, text != NULL && *text != '\0' ? text : NULL);
}

static void
write_moment (JkkXmlWriter *writer, const char *name, gint64 seconds)
{
  g_autoptr (GDateTime) time = seconds > 0 ? g_date_time_new_from_unix_utc (seconds) : NULL;
  g_autofree char *text = time != NULL ? g_date_time_format (time, "%Y-%m-%dT%H:%M:%SZ") : NULL;

  jkk_xml_writer_element (writer, name, text);
}

static void
write_decision (JkkXmlWriter *writer, const JkkDecision *decision)
{
  jkk_xml_writer_element (writer, "state", decision->state);
  jkk_xml_writer_element (writer, "proposal", decision->proposal);
  jkk_xml_writer_element (writer, "proposed_by", decision->proposed_by);
  write_moment (writer, "proposed_at", decision->proposed_at);
  write_text (writer, "proposal_note", decision->proposal_note);
  write_text (writer, "decided_by", decision->decided_by);
  write_moment (writer, "decided_at", decision->decided_at);
  write_text (writer, "decision_note", decision->decision_note);
  jkk_xml_writer_number (writer, "total", decision->total);
  write_text (writer, "pack", decision->pack);
  write_text (writer, "pack_version", decision->pack_version);
  write_text (writer, "program_version", decision->program_version);
  write_text (writer, "hash", decision->hash);
}

/**
 * jkk_decision_to_xml:
 * @decision: a decision, with its frozen case and sheet
 * @length: (out) (optional): length in bytes
 * @error: return location
 *
 * Writes what leaves the office: which case, who proposed and decided, and the frozen sheet with the words of the
 * interface's language beside its keys. Nothing is calculated again.
 *
 * Returns: (transfer full): a document of santun-decision-1.xsd; %NULL with %JKK_ERROR_FORMAT or %JKK_ERROR_TOO_NEW if
 *   what was frozen cannot be read
 */
char *
jkk_decision_to_xml (const JkkDecision *decision, gsize *length, GError **error)
{
  g_autoptr (JkkPayout) payout = NULL;

  g_return_val_if_fail (decision != NULL, NULL);

  if (decision->facts_xml == NULL)
    {
      g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
                   _ ("The decision has no case frozen with it. Ask the office that issued it for the whole file."));
      return NULL;
    }
  g_autoptr (JkkCase) jcase =
      jkk_case_from_xml (decision->facts_xml, strlen (decision->facts_xml), JKK_CASE_XML_SYSTEM, NULL, error);
  if (jcase == NULL)
    return NULL;
  if (decision->payout_xml != NULL)
    {
      payout = jkk_payout_from_xml (decision->payout_xml, strlen (decision->payout_xml), error);
      if (payout == NULL)
        return NULL;
    }

  g_autoptr (JkkXmlWriter) writer = jkk_xml_writer_new (jkk_xml_kind_decision.root, jkk_xml_kind_decision.ns);
  jkk_xml_writer_attribute (writer, "versi", "1");
  write_case (writer, jcase);
  write_decision (writer, decision);
  if (payout != NULL)
    {
      jkk_xml_writer_open (writer, "santunan");
      jkk_payout_write_xml (writer, payout, TRUE);
      jkk_xml_writer_close (writer);
    }
  return jkk_xml_writer_finish (writer, length);
}
