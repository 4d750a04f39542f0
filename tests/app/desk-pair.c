#include "desk-pair.h"

#include <gio/gunixinputstream.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "jkk-case-page-private.h"
#include "jkk-list-page.h"
#include "place.h"

#define N_CASES 60

static JkkCasePage *
page_of (JkkWindow *window)
{
  return JKK_CASE_PAGE (jkk_test_find_named (window, G_TYPE_NONE, "JkkCasePage"));
}

typedef struct
{
  JkkWindow *window;
  gint64 id;
} Opening;

static gboolean
is_open (gpointer data)
{
  const Opening *opening = data;
  JkkCasePage *page = page_of (opening->window);

  return page != NULL && page->draft != NULL && page->file != NULL && page->case_id == opening->id && !page->reading &&
         !page->doing && page->sent == NULL;
}

static void
open_case (JkkWindow *window, gint64 id)
{
  Opening opening = { window, id };

  g_action_group_activate_action (G_ACTION_GROUP (window), "open-case", g_variant_new_int64 (id));
  jkk_test_wait_for (is_open, &opening);
}

static JkkWindow *
sit_down (JkkTestOffice *office)
{
  JkkWindow *window = jkk_test_window_new (office);

  jkk_window_start (window);
  jkk_test_sign_in (window, "sari");
  return window;
}

/* ---- The other desk ---------------------------------------------------------------------------------------------- */

static gboolean
is_saved (gpointer data)
{
  JkkCasePage *page = page_of (data);

  return !page->doing && !page->reading && page->sent == NULL && page->saving == JKK_SAVED;
}

/* When the hand went down, not when it was done: that is what a person would count from. */
static gint64
obey (JkkWindow *window, const char *line)
{
  g_auto (GStrv) words = g_strsplit (line, " ", 3);
  gint64 begun = 0;

  if (g_str_equal (words[0], "open"))
    open_case (window, g_ascii_strtoll (words[1], NULL, 10));
  else if (g_str_equal (words[0], "write"))
    {
      jkk_test_act (page_of (window), "case.edit", "(ss)", words[1], words[2]);
      begun = g_get_monotonic_time ();
      jkk_test_act (page_of (window), "case.save", NULL);
      jkk_test_wait_for (is_saved, window);
    }
  else if (g_str_equal (words[0], "do"))
    {
      begun = g_get_monotonic_time ();
      jkk_case_page_do (page_of (window), words[1], words[2], FALSE);
      jkk_test_wait_for (is_saved, window);
    }
  return begun;
}

static void
read_cb (GObject *source, GAsyncResult *result, gpointer data)
{
  char *line = g_data_input_stream_read_line_finish (G_DATA_INPUT_STREAM (source), result, NULL, NULL);

  *(char **) data = line != NULL ? line : g_strdup ("leave");
}

/* The window lives on meanwhile. */
static char *
wait_for_line (GDataInputStream *stream)
{
  char *line = NULL;

  g_data_input_stream_read_line_async (stream, G_PRIORITY_DEFAULT, NULL, read_cb, &line);
  while (line == NULL)
    g_main_context_iteration (NULL, TRUE);
  return line;
}

static void
follow_orders (JkkWindow *window)
{
  g_autoptr (GInputStream) input = g_unix_input_stream_new (STDIN_FILENO, FALSE);
  g_autoptr (GDataInputStream) orders = g_data_input_stream_new (input);

  for (;;)
    {
      g_autofree char *line = wait_for_line (orders);

      if (g_str_equal (line, "leave"))
        return;
      printf ("done %" G_GINT64_FORMAT "\n", obey (window, line));
      fflush (stdout);
    }
}

/* Returns whether it was that, and is over. */
gboolean
desk_pair_be_other (int argc, char **argv)
{
  char *name[] = { argv[0], NULL };
  char **arguments = name;
  int n_arguments = 1;

  if (argc != 3 || strcmp (argv[1], "--other-desk") != 0)
    return FALSE;
  jkk_test_init (&n_arguments, &arguments);
  JkkTestOffice office = { .folder = (char *) "/nowhere", .demo = argv[2], .own = argv[2] };
  JkkWindow *window = sit_down (&office);
  follow_orders (window);
  jkk_test_window_close (window);
  return TRUE;
}

/* ---- The desk that looks ----------------------------------------------------------------------------------------- */

void
desk_pair_set_up (DeskPair *pair, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_file_read_link ("/proc/self/exe", NULL);

  pair->files = jkk_test_office_new (N_CASES);
  pair->address = place_open (pair->files->demo);
  JkkTestOffice office = { .folder = pair->files->folder, .demo = pair->address, .own = pair->files->own };
  pair->window = sit_down (&office);
  pair->desk = JKK_DESK (jkk_test_find_named (pair->window, G_TYPE_NONE, "JkkDesk"));
  pair->other = g_subprocess_new (G_SUBPROCESS_FLAGS_STDIN_PIPE | G_SUBPROCESS_FLAGS_STDOUT_PIPE, &error, program,
                                  "--other-desk", pair->address, NULL);
  g_assert_no_error (error);
  pair->answers = g_data_input_stream_new (g_subprocess_get_stdout_pipe (pair->other));
}

void
desk_pair_tear_down (DeskPair *pair, gconstpointer data)
{
  g_output_stream_close (g_subprocess_get_stdin_pipe (pair->other), NULL, NULL);
  g_assert_true (g_subprocess_wait_check (pair->other, NULL, NULL));
  g_clear_object (&pair->answers);
  g_clear_object (&pair->other);
  jkk_test_window_close (pair->window);
  place_close (pair->address);
  g_free (pair->address);
  jkk_test_office_free (pair->files);
}

/* Returns when the other person's hand went down, microseconds of the clock that all programs share. */
gint64
desk_pair_order (DeskPair *pair, const char *format, ...)
{
  va_list args;

  va_start (args, format);
  g_autofree char *order = g_strdup_vprintf (format, args);
  va_end (args);
  g_autofree char *line = g_strconcat (order, "\n", NULL);
  g_assert_true (
      g_output_stream_write_all (g_subprocess_get_stdin_pipe (pair->other), line, strlen (line), NULL, NULL, NULL));
  for (;;)
    {
      g_autofree char *answer = wait_for_line (pair->answers);

      g_assert_cmpstr (answer, !=, "leave");
      if (g_str_has_prefix (answer, "done "))
        return g_ascii_strtoll (answer + strlen ("done "), NULL, 10);
    }
}

JkkListPage *
desk_pair_list (DeskPair *pair)
{
  return JKK_LIST_PAGE (jkk_test_find_named (pair->window, G_TYPE_NONE, "JkkListPage"));
}

JkkCasePage *
desk_pair_page (DeskPair *pair)
{
  return page_of (pair->window);
}

gint64
desk_pair_find (DeskPair *pair, guint statuses, const char *verifier, guint which)
{
  JkkCaseQuery query = JKK_CASE_QUERY_INIT;
  g_autoptr (GError) error = NULL;

  query.statuses = statuses;
  query.verifier = verifier;
  g_autoptr (GArray) ids = jkk_office_list (pair->desk->office, &query, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ids->len, >, which);
  return g_array_index (ids, gint64, which);
}

const JkkRowState *
desk_pair_row (DeskPair *pair, gint64 id)
{
  JkkCaseListModel *model = jkk_list_page_get_model (desk_pair_list (pair));
  guint position;

  if (!jkk_case_list_model_find (model, id, &position))
    return NULL;
  g_autoptr (JkkCaseItem) item = g_list_model_get_item (G_LIST_MODEL (model), position);
  return item != NULL ? jkk_case_item_get_state (item) : NULL;
}

typedef struct
{
  DeskPair *pair;
  gint64 id;
} Line;

static gboolean
is_listed (gpointer data)
{
  const Line *line = data;

  return desk_pair_row (line->pair, line->id) != NULL &&
         jkk_case_list_model_is_listed (jkk_list_page_get_model (desk_pair_list (line->pair)));
}

/* The list of all cases, with this one in sight. */
void
desk_pair_show_all (DeskPair *pair, gint64 id)
{
  Line line = { pair, id };
  guint position = 0;

  g_action_group_activate_action (G_ACTION_GROUP (pair->window), "queue", g_variant_new_uint32 (JKK_QUEUE_ALL));
  jkk_test_settle (300);
  jkk_case_list_model_find (jkk_list_page_get_model (desk_pair_list (pair)), id, &position);
  GtkWidget *view = jkk_test_find (desk_pair_list (pair), GTK_TYPE_LIST_VIEW);
  gtk_widget_activate_action (view, "list.scroll-to-item", "u", position);
  jkk_test_wait_for (is_listed, &line);
  jkk_test_settle (200);
}

void
desk_pair_open (DeskPair *pair, gint64 id)
{
  open_case (pair->window, id);
  jkk_test_settle (200);
}

char *
desk_pair_text (DeskPair *pair, const char *path)
{
  return jkk_case_get_text (jkk_draft_get_current (page_of (pair->window)->draft), path);
}
