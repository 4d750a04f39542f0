#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#include "jkk-ctl.h"

/* Where the output goes into a file, or the terminal says nothing. */
#define USUAL_WIDTH 120

/* Two spaces between columns. */
#define GAP 2

typedef struct
{
  char *title;
  JkkCtlAlign align;
  guint most;
} Column;

struct _JkkCtlTable
{
  GArray *columns;
  GPtrArray *cells;
};

static void
column_clear (gpointer data)
{
  g_free (((Column *) data)->title);
}

/**
 * jkk_ctl_table_new:
 *
 * Returns: (transfer full): a table without columns.
 */
JkkCtlTable *
jkk_ctl_table_new (void)
{
  JkkCtlTable *table = g_new0 (JkkCtlTable, 1);

  table->columns = g_array_new (FALSE, FALSE, sizeof (Column));
  g_array_set_clear_func (table->columns, column_clear);
  table->cells = g_ptr_array_new_with_free_func (g_free);
  return table;
}

/**
 * jkk_ctl_table_free:
 * @table: (transfer full): a table
 */
void
jkk_ctl_table_free (JkkCtlTable *table)
{
  g_array_unref (table->columns);
  g_ptr_array_unref (table->cells);
  g_free (table);
}

/**
 * jkk_ctl_table_add_column:
 * @table: a table without cells
 * @title: its heading
 * @align: where its texts stand
 * @most: at most so many columns of the terminal, or 0
 */
void
jkk_ctl_table_add_column (JkkCtlTable *table, const char *title, JkkCtlAlign align, guint most)
{
  Column column = { g_strdup (title), align, most };

  g_array_append_val (table->columns, column);
}

static guint
char_width (gunichar c)
{
  return g_unichar_iszerowidth (c) ? 0 : g_unichar_iswide (c) ? 2 : 1;
}

/**
 * jkk_ctl_width:
 * @text: a text
 *
 * Returns: how many columns of a terminal it takes.
 */
guint
jkk_ctl_width (const char *text)
{
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    width += char_width (g_utf8_get_char (p));
  return width;
}

/* The text on one line, cut to so many columns with a sign that it was cut. */
static char *
fit (const char *text, guint most)
{
  GString *fitted = g_string_new (NULL);
  gboolean cut = most > 0 && jkk_ctl_width (text) > most;
  guint width = 0;

  for (const char *p = text; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (cut && width + char_width (c) > most - 1)
        break;
      width += char_width (c);
      g_string_append_unichar (fitted, c == '\n' ? ' ' : c);
    }
  if (cut)
    g_string_append (fitted, "…");
  return g_string_free (fitted, FALSE);
}

/**
 * jkk_ctl_table_add_cell:
 * @table: a table
 * @text: (nullable): the next cell, row by row
 */
void
jkk_ctl_table_add_cell (JkkCtlTable *table, const char *text)
{
  guint column = table->cells->len % table->columns->len;

  g_ptr_array_add (table->cells, fit (text != NULL ? text : "", g_array_index (table->columns, Column, column).most));
}

static guint *
measure (const JkkCtlTable *table)
{
  guint *widths = g_new0 (guint, table->columns->len);

  for (guint c = 0; c < table->columns->len; c++)
    widths[c] = jkk_ctl_width (g_array_index (table->columns, Column, c).title);
  for (guint i = 0; i < table->cells->len; i++)
    {
      guint c = i % table->columns->len;

      widths[c] = MAX (widths[c], jkk_ctl_width (table->cells->pdata[i]));
    }
  return widths;
}

static void
print_cell (const Column *column, const char *text, guint width, gboolean last)
{
  guint blank = width - jkk_ctl_width (text);

  if (column->align == JKK_CTL_RIGHT)
    g_print ("%*s%s", (int) blank, "", text);
  else
    g_print ("%s%*s", text, last ? 0 : (int) blank, "");
  g_print (last ? "\n" : "%*s", GAP, "");
}

/**
 * jkk_ctl_table_print:
 * @table: a table
 *
 * Prints it with a heading; columns are as wide as what stands in them.
 */
void
jkk_ctl_table_print (JkkCtlTable *table)
{
  guint n = table->columns->len;
  g_autofree guint *widths = measure (table);

  for (guint c = 0; c < n; c++)
    {
      const Column *column = &g_array_index (table->columns, Column, c);

      print_cell (column, column->title, widths[c], c + 1 == n);
    }
  for (guint i = 0; i < table->cells->len; i++)
    print_cell (&g_array_index (table->columns, Column, i % n), table->cells->pdata[i], widths[i % n], i % n + 1 == n);
}

/**
 * jkk_ctl_print_padded:
 * @text: a text
 * @width: columns
 *
 * Prints it, and blanks up to that width.
 */
void
jkk_ctl_print_padded (const char *text, guint width)
{
  guint used = jkk_ctl_width (text);

  g_print ("%s%*s", text, used < width ? (int) (width - used) : 0, "");
}

static guint
terminal_width (void)
{
  struct winsize size;

  if (ioctl (STDOUT_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0)
    return size.ws_col;
  return USUAL_WIDTH;
}

static void
print_paragraph (const char *text, guint indent, guint width)
{
  g_auto (GStrv) words = g_strsplit (text, " ", -1);
  guint column = indent;

  for (guint i = 0; words[i] != NULL; i++)
    {
      guint word = jkk_ctl_width (words[i]);

      if (i > 0 && column + 1 + word > width)
        {
          g_print ("\n%*s", (int) indent, "");
          column = indent;
        }
      else if (i > 0)
        {
          g_print (" ");
          column++;
        }
      g_print ("%s", words[i]);
      column += word;
    }
  g_print ("\n");
}

/**
 * jkk_ctl_print_wrapped:
 * @text: a text of one or several lines
 * @indent: the column in which the cursor stands
 *
 * Prints it within the terminal, each line beginning in that column.
 */
void
jkk_ctl_print_wrapped (const char *text, guint indent)
{
  guint width = MAX (terminal_width (), indent + 40);
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);

  if (lines[0] == NULL)
    g_print ("\n");
  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (i > 0)
        g_print ("%*s", (int) indent, "");
      print_paragraph (lines[i], indent, width);
    }
}
