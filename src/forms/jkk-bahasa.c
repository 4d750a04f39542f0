#include "jkk-bahasa.h"

#include <string.h>

#include "jkk-forms-data.h"

/* The head of a .mo file, as GNU gettext writes it: little-endian numbers. */
#define MAGIC 0x950412deU
enum
{
  HEAD_MAGIC,
  HEAD_VERSION,
  HEAD_COUNT,
  HEAD_ORIGINALS,
  HEAD_TRANSLATIONS,
  HEAD_LENGTH,
};

typedef struct
{
  const char *data;
  gsize length;
  guint32 count;
  guint32 originals;
  guint32 translations;
} Catalogue;

static guint32
number_at (const char *data, gsize at)
{
  guint32 value;

  memcpy (&value, data + at, sizeof value);
  return GUINT32_FROM_LE (value);
}

static const Catalogue *
catalogue_get (void)
{
  static Catalogue catalogue;
  static gsize read;

  if (g_once_init_enter (&read))
    {
      const char *data = jkk_forms_data ("id.mo", &catalogue.length);

      if (data != NULL && catalogue.length > HEAD_LENGTH * 4 && number_at (data, HEAD_MAGIC) == MAGIC)
        {
          catalogue.data = data;
          catalogue.count = number_at (data, HEAD_COUNT * 4);
          catalogue.originals = number_at (data, HEAD_ORIGINALS * 4);
          catalogue.translations = number_at (data, HEAD_TRANSLATIONS * 4);
        }
      g_once_init_leave (&read, 1);
    }
  return &catalogue;
}

/* Row i of a table is a length and a place. */
static const char *
text_at (const Catalogue *catalogue, guint32 table, guint32 i)
{
  return catalogue->data + number_at (catalogue->data, table + i * 8 + 4);
}

/**
 * jkk_bahasa_is_there:
 *
 * Returns: whether the program was built with its Indonesian catalogue.
 */
gboolean
jkk_bahasa_is_there (void)
{
  return catalogue_get ()->count > 0;
}

/**
 * jkk_bahasa:
 * @english: a text of the program, marked for translation with N_()
 *
 * Papers of the office are written in Indonesian, whatever the language of the person who prints them.
 *
 * Returns: (transfer none): its Indonesian wording; the text itself if the catalogue has none.
 */
const char *
jkk_bahasa (const char *english)
{
  const Catalogue *catalogue = catalogue_get ();
  guint32 low = 0, high = catalogue->count;

  /* The catalogue gives its own head for the empty text. */
  if (*english == '\0')
    return english;
  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;
      int order = strcmp (english, text_at (catalogue, catalogue->originals, middle));

      if (order == 0)
        return text_at (catalogue, catalogue->translations, middle);
      if (order < 0)
        high = middle;
      else
        low = middle + 1;
    }
  return english;
}
