#include "jkk-letter-state.h"

#include <glib/gi18n-lib.h>
#include <string.h>

#include "jkk-record-plan.h"

static void
line_free (gpointer data)
{
  JkkLetterLine *line = data;

  g_free (line->path);
  g_free (line->label);
  g_free (line->place);
  g_free (line->value);
  g_free (line);
}

static void
block_free (gpointer data)
{
  JkkLetterBlock *block = data;

  g_free (block->title);
  g_ptr_array_unref (block->lines);
  g_free (block);
}

static JkkLetterBlock *
block_new (const char *title)
{
  JkkLetterBlock *block = g_new0 (JkkLetterBlock, 1);

  block->title = g_strdup (title);
  block->lines = g_ptr_array_new_with_free_func (line_free);
  return block;
}

static void
add_line (JkkLetterBlock *block, const char *label, const char *value)
{
  if (value == NULL || *value == '\0')
    return;
  JkkLetterLine *line = g_new0 (JkkLetterLine, 1);
  line->label = g_strdup (label);
  line->value = g_strdup (value);
  g_ptr_array_add (block->lines, line);
}

/* What the message leaves out is left out: it says nothing of it. */
static void
add_field (JkkLetterBlock *block, const char *record, const JkkField *field, gconstpointer values)
{
  if (jkk_field_is_empty (field, values))
    return;
  JkkLetterLine *line = g_new0 (JkkLetterLine, 1);
  line->path = g_strconcat (record, ".", field->name, NULL);
  line->label = g_strdup (_ (field->label));
  line->place = field->place != NULL && *field->place != '\0' ? g_strdup (field->place) : NULL;
  line->value = jkk_field_to_text (field, values);
  line->wide = field->kind == JKK_KIND_LONG;
  g_ptr_array_add (block->lines, line);
}

static void
add_rows (JkkLetterBlock *block, const JkkCasePart *part, GPtrArray *list)
{
  for (guint i = 0; i < list->len; i++)
    {
      g_autofree char *summary = jkk_record_summary (part->type, list->pdata[i]);
      g_autofree char *number = g_strdup_printf ("%u", i + 1);

      add_line (block, number, summary);
    }
}

static void
take_block (GPtrArray *blocks, JkkLetterBlock *block)
{
  if (block->lines->len > 0)
    g_ptr_array_add (blocks, block);
  else
    block_free (block);
}

static void
add_section (GPtrArray *blocks, const JkkMessage *message, const JkkSection *section)
{
  const JkkCasePart *part = section->part;
  JkkLetterBlock *block = block_new (jkk_section_title (section));

  if (part->is_list)
    add_rows (block, part, jkk_case_part_list (message->content, part));
  for (guint i = 0; !part->is_list && i < part->type->n_fields; i++)
    if (jkk_section_has (section, &part->type->fields[i]))
      add_field (block, part->name, &part->type->fields[i], jkk_case_part_record (message->content, part));
  take_block (blocks, block);
}

static gboolean
carries (const JkkMessage *message, const JkkMessageKind *kind, const char *part)
{
  if (message->parts != NULL)
    return g_strv_contains ((const char *const *) message->parts, part);
  return kind == NULL || g_strv_contains (kind->parts, part);
}

/**
 * jkk_letter_state_blocks:
 * @message: a message from or to a partner
 *
 * Returns: (transfer full) (element-type JkkLetterBlock): what it says, first what only its kind says, then the parts
 * of a case in the order of the forms.
 */
GPtrArray *
jkk_letter_state_blocks (const JkkMessage *message)
{
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);
  const JkkMessageKind *kind = jkk_message_kind_find (message->kind);

  if (kind != NULL && kind->type != NULL && message->own != NULL)
    {
      JkkLetterBlock *own = block_new (_ (kind->type->title));

      for (guint i = 0; i < kind->type->n_fields; i++)
        add_field (own, kind->type->name, &kind->type->fields[i], message->own);
      take_block (blocks, own);
    }
  /* The doctor's letter is what one looks for first. */
  static const JkkPaper order[] = { JKK_PAPER_KK3, JKK_PAPER_KK1, JKK_PAPER_KK2 };
  for (guint i = 0; i < G_N_ELEMENTS (order); i++)
    {
      guint n_sections;
      const JkkSection *sections = jkk_record_plan (order[i], &n_sections);

      for (guint j = 0; j < n_sections; j++)
        if (carries (message, kind, sections[j].part->name))
          add_section (blocks, message, &sections[j]);
    }
  return blocks;
}

/**
 * jkk_letter_kind_label:
 * @kind: (nullable): name of a kind of message
 *
 * Returns: (transfer none): what it is called; of a file that could not be read, that.
 */
const char *
jkk_letter_kind_label (const char *kind)
{
  const JkkMessageKind *found = jkk_message_kind_find (kind);

  return found != NULL ? _ (found->title) : _ ("File that cannot be read");
}

/**
 * jkk_letter_partner_name:
 * @partners: (element-type JkkPartner): all partners
 * @code: code of one
 *
 * Returns: (transfer none): its full name; the code where it is not among them.
 */
const char *
jkk_letter_partner_name (GPtrArray *partners, const char *code)
{
  for (guint i = 0; partners != NULL && i < partners->len; i++)
    {
      const JkkPartner *partner = partners->pdata[i];

      if (g_strcmp0 (partner->code, code) == 0)
        return partner->name;
    }
  return code;
}

/**
 * jkk_letter_moment:
 * @seconds: seconds since 1970 UTC
 *
 * Returns: (transfer full): day and time of day here.
 */
char *
jkk_letter_moment (gint64 seconds)
{
  g_autoptr (GDateTime) time = g_date_time_new_from_unix_local (seconds);
  g_autofree char *clock = g_date_time_format (time, "%H.%M");
  g_autofree char *day = jkk_day_to_text (
      jkk_day_new (g_date_time_get_year (time), g_date_time_get_month (time), g_date_time_get_day_of_month (time)));

  return g_strdup_printf ("%s %s", day, clock);
}

/**
 * jkk_letter_state_file:
 * @letter: a message
 * @partners: (element-type JkkPartner): all partners
 *
 * Returns: (transfer full) (element-type JkkLetterBlock): where it came from or went to, under which numbers.
 */
GPtrArray *
jkk_letter_state_file (const JkkPostLetter *letter, GPtrArray *partners)
{
  const JkkPostIn *in = letter->entry;
  const JkkPostOut *out = letter->sent;
  GPtrArray *blocks = g_ptr_array_new_with_free_func (block_free);
  JkkLetterBlock *block = block_new (_ ("File"));
  gint64 edition = in != NULL ? in->edition : out != NULL ? out->edition : JKK_NONE;
  gint64 sequence = in != NULL ? in->sequence : out != NULL ? out->sequence : JKK_NONE;
  g_autofree char *sending = edition != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, edition) : NULL;
  g_autofree char *number = sequence != JKK_NONE ? g_strdup_printf ("%" G_GINT64_FORMAT, sequence) : NULL;
  g_autofree char *time = in != NULL    ? jkk_letter_moment (in->received_at)
                          : out != NULL ? jkk_letter_moment (out->made_at)
                                        : NULL;
  g_autofree char *delivered =
      out != NULL && out->delivered_at != JKK_NONE ? jkk_letter_moment (out->delivered_at) : NULL;

  add_line (block, in != NULL ? _ ("From") : _ ("To"),
            jkk_letter_partner_name (partners, in != NULL    ? in->partner
                                               : out != NULL ? out->partner
                                                             : NULL));
  add_line (block, in != NULL ? _ ("Received") : _ ("Written"), time);
  add_line (block, _ ("Laid into the outbox"), delivered);
  add_line (block, _ ("Name of the file"), in != NULL ? in->file_name : out != NULL ? out->file_name : NULL);
  add_line (block, _ ("Message"), in != NULL ? in->guid : out != NULL ? out->guid : NULL);
  add_line (block, _ ("Sending"), sending);
  add_line (block, _ ("Number of the sender"), number);
  add_line (block, _ ("Key of the signature"), in != NULL ? in->signer : NULL);
  take_block (blocks, block);
  return blocks;
}

static const char *
subject (const JkkPostLetter *letter)
{
  const JkkCase *content = letter->message != NULL ? letter->message->content : NULL;

  if (letter->entry != NULL && letter->entry->participant_name != NULL)
    return letter->entry->participant_name;
  if (content != NULL && content->participant.name != NULL)
    return content->participant.name;
  return content != NULL ? content->medical.participant_name : NULL;
}

/**
 * jkk_letter_state_title:
 * @letter: a message
 *
 * Returns: (transfer full): what it is and whom it is about.
 */
char *
jkk_letter_state_title (const JkkPostLetter *letter)
{
  const char *kind = letter->entry != NULL ? letter->entry->kind : letter->sent != NULL ? letter->sent->kind : NULL;
  const char *about = subject (letter);

  if (about == NULL && letter->entry != NULL && kind == NULL)
    about = letter->entry->file_name;
  return about != NULL ? g_strdup_printf ("%s · %s", jkk_letter_kind_label (kind), about)
                       : g_strdup (jkk_letter_kind_label (kind));
}

/**
 * jkk_letter_state_subtitle:
 * @letter: a message
 * @partners: (element-type JkkPartner): all partners
 *
 * Returns: (transfer full): from or to whom, when, and what became of it.
 */
char *
jkk_letter_state_subtitle (const JkkPostLetter *letter, GPtrArray *partners)
{
  if (letter->entry != NULL)
    {
      g_autofree char *time = jkk_letter_moment (letter->entry->received_at);

      return g_strdup_printf ("%s · %s · %s", jkk_letter_partner_name (partners, letter->entry->partner), time,
                              jkk_post_state_label (letter->entry->state));
    }
  if (letter->sent == NULL)
    return g_strdup ("");
  g_autofree char *time = jkk_letter_moment (letter->sent->made_at);
  return g_strdup_printf (_ ("to %s · %s"), jkk_letter_partner_name (partners, letter->sent->partner), time);
}

/**
 * jkk_letter_state_receipt:
 * @letter: a message
 *
 * Returns: (transfer full) (nullable): in a line how it was answered.
 */
char *
jkk_letter_state_receipt (const JkkPostLetter *letter)
{
  const JkkReceipt *head = letter->receipt != NULL ? letter->receipt->own : NULL;

  if (letter->sent != NULL)
    {
      const char *result = letter->sent->receipt_result;

      if (result == NULL)
        return g_strdup (_ ("The partner has not given a receipt yet."));
      g_autofree char *time = jkk_letter_moment (letter->sent->receipt_at);
      return g_strdup_printf (_ ("Receipt of the partner: %s (%s)"), jkk_code_list_label ("receipt_result", result),
                              time);
    }
  if (head == NULL)
    return NULL;
  return g_strdup_printf (_ ("Receipt that was given: %s"), jkk_code_list_label ("receipt_result", head->result));
}

/* Kinds of which a case can be made: they name the person and the event. */
static gboolean
makes_case (const char *kind)
{
  return g_strv_contains ((const char *const[]){ "suspected", "kk3", "pak", NULL }, kind);
}

/* A number is given for a case, and there is one only when somebody has taken the message. */
static const char *
answer_to (const JkkPostLetter *letter, const JkkOwed *owed, gboolean waits)
{
  const JkkMessageKind *kind = NULL;

  if (owed != NULL && owed->by_office)
    kind = jkk_message_kind_find (owed->kind);
  else if (waits)
    kind = jkk_message_kind_find (jkk_message_kind_find (letter->message->kind)->next);
  if (kind == NULL || (g_str_equal (kind->name, "number") && (letter->entry == NULL || waits)))
    return NULL;
  return kind->name;
}

/**
 * jkk_letter_state_deeds:
 * @letter: a message
 * @owed: (nullable): the answer that is owed, where the message is looked at because of it
 * @person: (nullable): who has signed in
 *
 * Returns: (transfer full): what the person may do with it now.
 */
JkkLetterDeeds *
jkk_letter_state_deeds (const JkkPostLetter *letter, const JkkOwed *owed, const JkkAccount *person)
{
  JkkLetterDeeds *deeds = g_new0 (JkkLetterDeeds, 1);
  const JkkPostIn *entry = letter->entry;
  gboolean waits = entry != NULL && entry->state == JKK_POST_NEW && letter->message != NULL;
  gboolean faulty = entry != NULL && (entry->state == JKK_POST_REFUSED || entry->state == JKK_POST_QUARANTINED) &&
                    entry->settled_at == JKK_NONE;
  g_autoptr (GError) error = NULL;

  if (waits && letter->jcase != NULL)
    {
      deeds->take_over = jkk_deed_allowed ("take-over", person, letter->jcase, &error);
      deeds->file = jkk_deed_allowed ("file-post", person, letter->jcase, NULL);
      if (error != NULL)
        deeds->why_not = g_strdup (error->message);
    }
  deeds->new_case = waits && makes_case (letter->message->kind) && jkk_deed_allowed ("take-in", person, NULL, NULL);
  deeds->other_case = waits && (person != NULL && (person->roles & jkk_deed_find ("file-post")->who) != 0);
  deeds->refuse = waits && jkk_deed_allowed ("refuse-post", person, NULL, NULL);
  deeds->aside = (waits || faulty) && jkk_deed_allowed ("settle-post", person, NULL, NULL);
  deeds->release =
      faulty && entry->state == JKK_POST_QUARANTINED && jkk_deed_allowed ("release-post", person, NULL, NULL);
  deeds->settle_owed = owed != NULL && jkk_deed_allowed ("settle-owed", person, NULL, NULL);
  if (jkk_deed_allowed ("send-message", person, NULL, NULL))
    deeds->answer = answer_to (letter, owed, waits);
  return deeds;
}

/**
 * jkk_letter_deeds_free:
 * @deeds: (transfer full): what may be done
 */
void
jkk_letter_deeds_free (JkkLetterDeeds *deeds)
{
  g_free (deeds->why_not);
  g_free (deeds);
}
