#include "jkk-record-list.h"

#include <string.h>

#include "jkk-record-card.h"
#include "jkk-record-heading.h"

struct _JkkRecordList
{
  GtkBox parent_instance;

  const JkkSection *section;
  GtkWidget *heading;
  GPtrArray *cards; /* (borrowed) */
};

G_DEFINE_FINAL_TYPE (JkkRecordList, jkk_record_list, GTK_TYPE_BOX)

static void
jkk_record_list_finalize (GObject *object)
{
  g_ptr_array_unref (JKK_RECORD_LIST (object)->cards);
  G_OBJECT_CLASS (jkk_record_list_parent_class)->finalize (object);
}

static void
jkk_record_list_class_init (JkkRecordListClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = jkk_record_list_finalize;
}

static void
jkk_record_list_init (JkkRecordList *self)
{
  gtk_orientable_set_orientation (GTK_ORIENTABLE (self), GTK_ORIENTATION_VERTICAL);
  self->cards = g_ptr_array_new ();
}

/**
 * jkk_record_list_new:
 * @section: a section of a page that is a list
 *
 * Returns: (transfer floating): its widget.
 */
GtkWidget *
jkk_record_list_new (const JkkSection *section)
{
  JkkRecordList *self = g_object_new (JKK_TYPE_RECORD_LIST, NULL);

  g_return_val_if_fail (section->part->is_list, GTK_WIDGET (self));

  self->section = section;
  self->heading = jkk_record_heading_new (jkk_section_title (section), section->part);
  gtk_box_append (GTK_BOX (self), self->heading);
  return GTK_WIDGET (self);
}

/* As many cards as rows; those of another case are closed. */
static void
match_cards (JkkRecordList *self, guint n_rows, gboolean fresh)
{
  while (self->cards->len > n_rows)
    {
      gtk_box_remove (GTK_BOX (self), self->cards->pdata[self->cards->len - 1]);
      g_ptr_array_set_size (self->cards, (int) self->cards->len - 1);
    }
  while (self->cards->len < n_rows)
    {
      GtkWidget *card = jkk_record_card_new (self->section);

      g_ptr_array_add (self->cards, card);
      gtk_box_append (GTK_BOX (self), card);
    }
  for (guint i = 0; fresh && i < n_rows; i++)
    jkk_record_card_set_open (self->cards->pdata[i], FALSE, FALSE);
}

/**
 * jkk_record_list_refresh:
 * @self: a list
 * @view: the case
 */
void
jkk_record_list_refresh (JkkRecordList *self, const JkkRecordView *view)
{
  GPtrArray *list = jkk_case_part_list (jkk_draft_get_current (view->draft), self->section->part);

  match_cards (self, list->len, view->fresh);
  for (guint i = 0; i < list->len; i++)
    jkk_record_card_refresh (self->cards->pdata[i], view, i + 1);
  jkk_record_heading_show_list (JKK_RECORD_HEADING (self->heading), list->len, view->editable);
}

/* The number of the row that "part[number].field" names. */
static guint
row_number (const char *path)
{
  const char *open = strchr (path, '[');

  return open != NULL ? (guint) g_ascii_strtoull (open + 1, NULL, 10) : 0;
}

/**
 * jkk_record_list_reveal:
 * @self: a list
 * @view: the case
 * @path: a field of a row, "part[2].field"
 *
 * Returns: (transfer none) (nullable): the field's row, made visible; %NULL if the list has no such row.
 */
JkkFieldRow *
jkk_record_list_reveal (JkkRecordList *self, const JkkRecordView *view, const char *path)
{
  guint number = row_number (path);
  const char *dot = strrchr (path, '.');

  if (number < 1 || number > self->cards->len || dot == NULL)
    return NULL;
  JkkRecordCard *card = self->cards->pdata[number - 1];
  JkkFieldRow *row = jkk_record_card_find (card, dot + 1);
  gboolean hidden = row == NULL || !gtk_widget_get_visible (GTK_WIDGET (row));

  jkk_record_card_set_open (card, TRUE, FALSE);
  jkk_record_card_refresh (card, view, number);
  row = jkk_record_card_find (card, dot + 1);
  if (row == NULL || (hidden && !gtk_widget_get_visible (GTK_WIDGET (row))))
    {
      jkk_record_card_set_open (card, TRUE, TRUE);
      jkk_record_card_refresh (card, view, number);
    }
  return jkk_record_card_find (card, dot + 1);
}
