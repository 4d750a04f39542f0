#include "jkk-attach-state.h"

#include <glib/gi18n-lib.h>

#include "jkk-documents.h"

/**
 * jkk_attach_item_new:
 * @path: a file
 * @kind: (nullable): what the person asked for, if its name does not say what it is
 *
 * Returns: (transfer full): the file, to be read.
 */
JkkAttachItem *
jkk_attach_item_new (const char *path, const char *kind)
{
  JkkAttachItem *item = g_new0 (JkkAttachItem, 1);
  const char *guess;

  item->path = g_strdup (path);
  item->name = g_filename_display_basename (path);
  item->stage = JKK_ATTACH_WAITING;
  guess = jkk_documents_guess_kind (item->name);
  item->kind = g_strdup (kind != NULL ? kind : guess);
  item->text = g_strdup (_ ("waiting"));
  return item;
}

/**
 * jkk_attach_item_free:
 * @item: (transfer full): a file
 */
void
jkk_attach_item_free (JkkAttachItem *item)
{
  g_clear_pointer (&item->file, jkk_paper_file_free);
  g_free (item->path);
  g_free (item->name);
  g_free (item->kind);
  g_free (item->text);
  g_free (item->remark);
  g_free (item);
}

static const char *
type_of (const char *media_type)
{
  static const struct
  {
    const char *media_type;
    const char *name;
  } types[] = {
    { "application/pdf", "PDF" },
    { "image/png", "PNG" },
    { "image/jpeg", "JPEG" },
    { "image/tiff", "TIFF" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    if (g_strcmp0 (types[i].media_type, media_type) == 0)
      return types[i].name;
  return media_type;
}

/* A page that was printed for another case is most likely here by mistake. */
static char *
remark_of (const JkkHomecoming *home, gint64 case_id)
{
  for (guint i = 0; i < home->pages->len; i++)
    {
      const JkkHomePage *page = home->pages->pdata[i];

      if (page->number != NULL && page->case_id != case_id)
        return g_strdup_printf (_ ("Page %u was printed for case %s. Does it belong here?"), page->page + 1,
                                page->number);
      if (page->verdict == JKK_HOME_CHANGED || page->verdict == JKK_HOME_UNKNOWN)
        return g_strdup (page->text);
    }
  return NULL;
}

/**
 * jkk_attach_item_read:
 * @item: a file
 * @home: (nullable): what was found in it
 * @case_id: the case that it is to be attached to
 * @error: (nullable): why it cannot be used
 *
 * Notes what came of reading it. The mark of a paper that was printed here says its kind better than the file's name.
 */
void
jkk_attach_item_read (JkkAttachItem *item, const JkkHomecoming *home, gint64 case_id, const GError *error)
{
  g_return_if_fail ((home == NULL) != (error == NULL));

  g_free (item->text);
  if (home == NULL)
    {
      item->stage = JKK_ATTACH_REFUSED;
      item->text = g_strdup (error->message);
      return;
    }
  const char *kind = NULL;
  item->stage = JKK_ATTACH_READY;
  g_clear_pointer (&item->file, jkk_paper_file_free);
  item->file = jkk_homecoming_get_file (home, &kind);
  if (home->pages->len > 0 && g_strcmp0 (kind, "lain") != 0)
    jkk_set_str (&item->kind, kind);
  item->remark = remark_of (home, case_id);
  g_autofree char *size = g_format_size (g_bytes_get_size (home->bytes));
  item->text = g_strdup_printf (ngettext ("%s, %u page, %s", "%s, %u pages, %s", (gulong) home->n_pages),
                                type_of (home->media_type), home->n_pages, size);
}

/**
 * jkk_attach_item_settle:
 * @item: a file
 * @error: (nullable): why the case did not take it
 */
void
jkk_attach_item_settle (JkkAttachItem *item, const GError *error)
{
  item->stage = error == NULL ? JKK_ATTACH_ATTACHED : JKK_ATTACH_FAILED;
  jkk_set_str (&item->text, error == NULL ? _ ("attached") : error->message);
}

/**
 * jkk_attach_state_next:
 * @items: (element-type JkkAttachItem): files
 * @stage: a stage
 *
 * Returns: (transfer none) (nullable): the first of them at that stage.
 */
JkkAttachItem *
jkk_attach_state_next (GPtrArray *items, JkkAttachStage stage)
{
  for (guint i = 0; i < items->len; i++)
    if (((JkkAttachItem *) items->pdata[i])->stage == stage)
      return items->pdata[i];
  return NULL;
}

/**
 * jkk_attach_state_count:
 * @items: (element-type JkkAttachItem): files
 * @stage: a stage
 *
 * Returns: how many of them are at that stage.
 */
guint
jkk_attach_state_count (GPtrArray *items, JkkAttachStage stage)
{
  guint n = 0;

  for (guint i = 0; i < items->len; i++)
    n += ((const JkkAttachItem *) items->pdata[i])->stage == stage ? 1 : 0;
  return n;
}

/**
 * jkk_attach_state_undecided:
 * @items: (element-type JkkAttachItem): files
 *
 * Returns: (transfer none) (nullable): the first that is ready and has no kind yet.
 */
const JkkAttachItem *
jkk_attach_state_undecided (GPtrArray *items)
{
  for (guint i = 0; i < items->len; i++)
    {
      const JkkAttachItem *item = items->pdata[i];

      if (item->stage == JKK_ATTACH_READY && (item->kind == NULL || *item->kind == '\0'))
        return item;
    }
  return NULL;
}

/**
 * jkk_attach_state_may_go:
 * @items: (element-type JkkAttachItem): files
 *
 * Returns: whether all are read, at least one can be attached, and each of those has its kind.
 */
gboolean
jkk_attach_state_may_go (GPtrArray *items)
{
  return jkk_attach_state_count (items, JKK_ATTACH_WAITING) == 0 &&
         jkk_attach_state_count (items, JKK_ATTACH_READING) == 0 &&
         jkk_attach_state_count (items, JKK_ATTACH_READY) > 0 && jkk_attach_state_undecided (items) == NULL;
}
