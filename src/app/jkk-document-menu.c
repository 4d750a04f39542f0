#include "jkk-document-menu.h"

#include <glib/gi18n-lib.h>

#include "jkk-code-list.h"

/* What can be done with a document, as a menu of the actions of the case page. */

/**
 * jkk_document_menu_verdict:
 * @number: number of a document, from 1
 * @defect: (nullable): a code of document_defect; %NULL = it is in order
 *
 * Returns: (transfer floating): the argument of "case.judge-paper"
 */
GVariant *
jkk_document_menu_verdict (guint number, const char *defect)
{
  return g_variant_new ("(us)", number, defect != NULL ? defect : "");
}

static void
add (GMenu *menu, const char *label, const char *action, GVariant *argument)
{
  g_autoptr (GMenuItem) item = g_menu_item_new (label, NULL);

  g_menu_item_set_action_and_target_value (item, action, argument);
  g_menu_append_item (menu, item);
}

static void
add_defects (GMenu *menu, guint number)
{
  const JkkCodeList *defects = jkk_code_list_get ("document_defect");

  for (guint i = 0; i < defects->n_codes; i++)
    add (menu, jkk_code_label (&defects->codes[i]), "case.judge-paper",
         jkk_document_menu_verdict (number, defects->codes[i].code));
}

/**
 * jkk_document_menu_new_defects:
 * @number: number of a document, from 1
 *
 * Returns: (transfer full): what may be wrong with it.
 */
GMenuModel *
jkk_document_menu_new_defects (guint number)
{
  GMenu *menu = g_menu_new ();

  add_defects (menu, number);
  return G_MENU_MODEL (menu);
}

static GMenuModel *
kinds_new (guint number)
{
  const JkkCodeList *kinds = jkk_code_list_get ("document_kind");
  g_autofree char *path = g_strdup_printf ("documents[%u].kind", number);
  GMenu *menu = g_menu_new ();

  for (guint i = 0; i < kinds->n_codes; i++)
    add (menu, jkk_code_label (&kinds->codes[i]), "case.edit", g_variant_new ("(ss)", path, kinds->codes[i].code));
  return G_MENU_MODEL (menu);
}

static void
add_section (GMenu *menu, GMenu *section)
{
  if (g_menu_model_get_n_items (G_MENU_MODEL (section)) > 0)
    g_menu_append_section (menu, NULL, G_MENU_MODEL (section));
  g_object_unref (section);
}

static void
add_file (GMenu *menu, const JkkDocumentRow *row, gboolean in_viewer)
{
  GMenu *section = g_menu_new ();

  if (row->sha256 != NULL && !in_viewer)
    add (section, _ ("View"), "case.view-document", g_variant_new_uint32 (row->number));
  if (row->sha256 != NULL)
    add (section, _ ("Save a Copy…"), "case.save-document", g_variant_new_uint32 (row->number));
  add_section (menu, section);
}

static void
add_verdicts (GMenu *menu, const JkkDocumentRow *row)
{
  GMenu *section = g_menu_new ();

  add (section, _ ("In Order"), "case.judge-paper", jkk_document_menu_verdict (row->number, NULL));
  add_defects (section, row->number);
  add_section (menu, section);
}

/**
 * jkk_document_menu_new:
 * @row: a row of the list of documents
 * @rights: what the person may do
 * @in_viewer: whether it is shown already, with buttons for its verdict and its kind
 *
 * Returns: (transfer full): what can be done with it.
 */
GMenuModel *
jkk_document_menu_new (const JkkDocumentRow *row, JkkDocumentRights rights, gboolean in_viewer)
{
  GMenu *menu = g_menu_new (), *last = g_menu_new ();

  if (row->number == 0)
    {
      if (rights.judge)
        add (last, _ ("Attach…"), "case.attach", g_variant_new_string (row->kind));
      if (rights.edit)
        add (last, _ ("Handed In, to Be Kept Without a Copy"), "case.note-paper", g_variant_new_string (row->kind));
      add_section (menu, last);
      return G_MENU_MODEL (menu);
    }
  add_file (menu, row, in_viewer);
  if (rights.judge && !in_viewer)
    add_verdicts (menu, row);
  if (rights.edit && !in_viewer)
    {
      g_autoptr (GMenuModel) kinds = kinds_new (row->number);

      g_menu_append_submenu (last, _ ("Kind of Paper"), kinds);
    }
  if (rights.judge)
    add (last, _ ("Withdraw…"), "case.withdraw-paper", g_variant_new_uint32 (row->number));
  add_section (menu, last);
  return G_MENU_MODEL (menu);
}
