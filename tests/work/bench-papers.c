/* What a paper costs, beside other programs that do the same:
 *
 *   bench-papers ONE-PAPER
 *
 * Fill KK 2, save it, and render its first page at 150 dots to the inch into a file; each way once in a round, one
 * after the other, each in a process of its own where the others need one. Then a batch of print copies, with the
 * memory that it takes. */
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "jkk-form.h"
#include "jkk-paper.h"
#include "jkk-print-bundle.h"
#include "jkk-work-fixture.h"
#include "sample-case.h"
#include "sample-picture.h"

#define FORM "KK2"
#define IN_MEMORY "/dev/shm"
#define DPI 150.0
#define ROUNDS 31
#define BATCH 500
#define EARLY 100
#define LEAST_A_SECOND 20
/* Memory after the batch beside that after its first papers. */
#define MOST_GROWTH 1.1

typedef struct
{
  const char *one_paper; /* the program */
  char *folder;
  char *template;
  char *data;   /* the values, as pdftk wants them */
  char *script; /* the same for mutool */
  char *whole;  /* and to draw it, too */
  char *filled;
  char *picture;
} Bench;

static double
now (void)
{
  return (double) g_get_monotonic_time () / G_TIME_SPAN_SECOND;
}

/* The most memory that this process has had since it last forgot its peak, in kB. */
static gsize
peak (void)
{
  g_autofree char *text = NULL;
  const char *at = g_file_get_contents ("/proc/self/status", &text, NULL, NULL) ? strstr (text, "VmHWM:") : NULL;

  return at != NULL ? g_ascii_strtoull (at + strlen ("VmHWM:"), NULL, 10) : 0;
}

static void
forget_peak (void)
{
  FILE *file = fopen ("/proc/self/clear_refs", "w");

  if (file == NULL)
    return;
  fputs ("5", file);
  fclose (file);
}

static char *
in_folder (const Bench *bench, const char *name)
{
  return g_build_filename (bench->folder, name, NULL);
}

/* ---- What the others are given ----------------------------------------------------------------------------------- */

static void
append_escaped (GString *out, const char *text)
{
  for (; *text != '\0'; text++)
    if (*text == '\n')
      g_string_append (out, "\\n");
    else
      g_string_append_printf (out, strchr ("()\\\"", *text) != NULL ? "\\%c" : "%c", *text);
}

static void
write_values (const Bench *bench, GPtrArray *fields)
{
  g_autoptr (GString) fdf = g_string_new ("%FDF-1.2\n1 0 obj\n<< /FDF << /Fields [\n");
  g_autoptr (GString) script = g_string_new ("var values = {};\n");

  for (guint i = 0; i < fields->len; i++)
    {
      const JkkPaperField *field = fields->pdata[i];
      gboolean ticked = field->is_box && g_str_equal (field->text, "1");

      if (field->is_box ? !ticked : *field->text == '\0')
        continue;
      g_string_append (fdf, "<< /T (");
      append_escaped (fdf, field->name);
      g_string_append (fdf, ticked ? ") /V /On" : ") /V (");
      if (!ticked)
        append_escaped (fdf, field->text);
      g_string_append (fdf, ticked ? " >>\n" : ") >>\n");
      g_string_append_printf (script, "values[\"%s\"] = \"", field->name);
      append_escaped (script, ticked ? "On" : field->text);
      g_string_append (script, "\";\n");
    }
  g_string_append (fdf, "] >> >>\nendobj\ntrailer\n<< /Root 1 0 R >>\n%%EOF\n");
  g_string_append_printf (
      script,
      "function full (field) {\n"
      "  var own = field.T ? field.T.asString () : '', above = field.Parent ? full (field.Parent) : '';\n"
      "  return above && own ? above + '.' + own : above + own;\n"
      "}\n"
      "var doc = new PDFDocument (\"%s\");\n"
      "for (var p = 0; p < doc.countPages (); ++p) {\n"
      "  var annots = doc.findPage (p).Annots;\n"
      "  doc.loadPage (p).getWidgets ().forEach (function (widget, i) {\n"
      "    var value = values[full (annots[i])];\n"
      "    if (value === undefined) return;\n"
      "    if (widget.getFieldType () == 'checkbox') widget.toggle ();\n"
      "    else widget.setTextValue (value);\n"
      "    widget.update ();\n"
      "  });\n"
      "}\n"
      "doc.save (\"%s\", \"\");\n",
      bench->template, bench->filled);
  g_file_set_contents (bench->data, fdf->str, -1, NULL);
  g_file_set_contents (bench->script, script->str, -1, NULL);
  g_string_append_printf (script,
                          "\n"
                          "var page = new PDFDocument (\"%s\").loadPage (0);\n"
                          "var out = new DocumentWriter (\"%s%%d\", \"ppm\", \"resolution=%.0f\");\n"
                          "page.run (out.beginPage (page.bound ()), Identity);\n"
                          "out.endPage ();\n"
                          "out.close ();\n",
                          bench->filled, bench->picture, DPI);
  g_file_set_contents (bench->whole, script->str, -1, NULL);
}

static JkkPrintout *
make (const JkkCase *jcase, gboolean fillable)
{
  g_autoptr (GError) error = NULL;
  JkkPrintout *printout = jkk_printing_make (NULL, FORM, jcase, NULL, NULL, fillable, &error);

  g_assert_no_error (error);
  return printout;
}

/* In memory where there is such a place: programs are compared here, not the disk. */
static char *
make_folder (void)
{
  g_autofree char *folder = g_strdup (IN_MEMORY "/santun-bench-XXXXXX");

  return g_mkdtemp (folder) != NULL ? g_steal_pointer (&folder) : g_dir_make_tmp ("santun-bench-XXXXXX", NULL);
}

static void
prepare (Bench *bench)
{
  g_autoptr (JkkCase) empty = jkk_case_new (), jcase = sample_case ();
  g_autoptr (JkkPrintout) blank = make (empty, TRUE), filled = make (jcase, TRUE);
  gsize length = 0;
  char *bytes = NULL;

  bench->folder = make_folder ();
  bench->template = in_folder (bench, "template.pdf");
  bench->data = in_folder (bench, "values.fdf");
  bench->script = in_folder (bench, "fill.js");
  bench->whole = in_folder (bench, "fill-and-draw.js");
  bench->filled = in_folder (bench, "filled.pdf");
  bench->picture = in_folder (bench, "page");
  g_assert_true (jkk_printout_save (blank, bench->template, NULL));
  g_assert_true (jkk_printout_save (filled, bench->filled, NULL));
  g_assert_true (g_file_get_contents (bench->filled, &bytes, &length, NULL));
  g_autoptr (GBytes) pdf = g_bytes_new_take (bytes, length);
  g_autoptr (JkkPaper) paper = jkk_paper_new (pdf, NULL);
  g_autoptr (GPtrArray) fields = jkk_paper_list_fields (paper, FORM);
  write_values (bench, fields);
}

/* ---- The ways ---------------------------------------------------------------------------------------------------- */

static void
fill_save_render (const Bench *bench)
{
  g_autoptr (JkkCase) jcase = sample_case ();
  g_autoptr (JkkPrintout) printout = make (jcase, TRUE);

  g_assert_true (jkk_printout_save (printout, bench->filled, NULL));
  cairo_surface_t *surface = jkk_printout_render (printout, 0, DPI / 72, NULL);
  sample_picture_write (surface, bench->picture);
  cairo_surface_destroy (surface);
}

static gboolean
run (const char *const *argv)
{
  int status = 1;

  return g_spawn_sync (NULL, (char **) argv, NULL,
                       G_SPAWN_SEARCH_PATH | G_SPAWN_STDOUT_TO_DEV_NULL | G_SPAWN_STDERR_TO_DEV_NULL, NULL, NULL, NULL,
                       NULL, &status, NULL) &&
         status == 0;
}

static gboolean
run_inside (const Bench *bench)
{
  fill_save_render (bench);
  return TRUE;
}

static gboolean
run_alone (const Bench *bench)
{
  return run ((const char *const[]){ bench->one_paper, bench->filled, bench->picture, NULL });
}

static gboolean
run_once (const Bench *bench)
{
  return run ((const char *const[]){ "/proc/self/exe", "--once", bench->folder, NULL });
}

static gboolean
run_pdftk (const Bench *bench)
{
  return run ((const char *const[]){ "pdftk", bench->template, "fill_form", bench->data, "output", bench->filled,
                                     NULL }) &&
         run ((const char *const[]){ "pdftoppm", "-r", "150", "-f", "1", "-l", "1", bench->filled, bench->picture,
                                     NULL });
}

static gboolean
run_mutool (const Bench *bench)
{
  return run ((const char *const[]){ "mutool", "run", bench->script, NULL }) &&
         run ((const char *const[]){ "mutool", "draw", "-q", "-r", "150", "-F", "ppm", "-o", bench->picture,
                                     bench->filled, "1", NULL });
}

static gboolean
run_mutool_once (const Bench *bench)
{
  return run ((const char *const[]){ "mutool", "run", bench->whole, NULL });
}

static const struct
{
  const char *name;
  gboolean (*run) (const Bench *bench);
} ways[] = {
  { "Santun, within the desk", run_inside },
  { "Santun, a process with its forms alone", run_alone },
  { "Santun, a process with all of the office", run_once },
  { "pdftk-java fill_form, then pdftoppm", run_pdftk },
  { "mutool run, then mutool draw", run_mutool },
  { "mutool run for all of it", run_mutool_once },
};

#define N_WAYS G_N_ELEMENTS (ways)
#define OWN 1

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double left = *(const double *) a, right = *(const double *) b;

  return left < right ? -1 : left > right;
}

static double
median (const double *values)
{
  double sorted[ROUNDS];

  memcpy (sorted, values, sizeof sorted);
  qsort (sorted, ROUNDS, sizeof *sorted, compare_doubles);
  return sorted[ROUNDS / 2];
}

static void
measure_ways (const Bench *bench)
{
  double times[N_WAYS][ROUNDS];
  gboolean good[N_WAYS] = { FALSE };

  /* Once for the caches; who is not installed is left out. */
  for (guint way = 0; way < N_WAYS; way++)
    good[way] = ways[way].run (bench);
  for (guint round = 0; round < ROUNDS; round++)
    for (guint way = 0; way < N_WAYS; way++)
      {
        double start = now ();

        if (good[way] && !ways[way].run (bench))
          good[way] = FALSE;
        times[way][round] = now () - start;
      }
  g_print ("%s filled, saved, its first page rendered at %.0f dpi; median of %d rounds\n\n", FORM, DPI, ROUNDS);
  g_print ("%-46s %10s %9s\n", "", "ms each", "ratio");
  for (guint way = 0; way < N_WAYS; way++)
    {
      double ratios[ROUNDS];

      for (guint i = 0; i < ROUNDS; i++)
        ratios[i] = times[way][i] / times[OWN][i];
      if (good[way])
        g_print ("%-46s %10.1f %9.2f\n", ways[way].name, median (times[way]) * 1000, median (ratios));
      else
        g_print ("%-46s %10s\n", ways[way].name, "cannot");
    }
  g_print (
      "\nThe same values, picture and resolution for all. A ratio is to Santun with its forms alone, in one process, "
      "round by round.\n"
      "Mutool puts dots for letters beyond Latin-1, and only Santun draws the mark that a scanner finds again.\n"
      "All of the office is what santunctl loads: store, post, signatures and law besides.\n"
      "Within the desk is what a form pane waits for. All write into memory, so that no disk is measured.\n\n");
}

/* ---- A batch ----------------------------------------------------------------------------------------------------- */

static void
print_batch_line (const char *name, double seconds, gsize early, gsize late)
{
  double speed = BATCH / seconds, growth = (double) late / (double) early;

  g_print ("%-46s %10.0f %9d  %-6s %8zu %8zu  %s\n", name, speed, LEAST_A_SECOND,
           speed >= LEAST_A_SECOND ? "within" : "OVER", early / 1024, late / 1024,
           growth <= MOST_GROWTH ? "flat" : "GROWS");
}

/* Into a folder, or into one bundle. */
static void
measure_batch (const Bench *bench, const char *name, gboolean bundled)
{
  g_autofree char *path = in_folder (bench, "all.pdf"), *single = in_folder (bench, "one.pdf");
  g_autoptr (JkkPrintBundle) bundle = bundled ? jkk_print_bundle_new (path, NULL) : NULL;
  double start = now ();

  forget_peak ();
  gsize early = 0;

  for (guint i = 0; i < BATCH; i++)
    {
      g_autoptr (JkkCase) jcase = sample_case ();
      g_free (jcase->cover.number);
      jcase->cover.number = g_strdup_printf ("JKK-2026-%06u", i + 1);
      g_autoptr (JkkPrintout) printout = make (jcase, FALSE);

      if (bundled)
        g_assert_true (jkk_print_bundle_add (bundle, printout, NULL));
      else
        g_assert_true (jkk_printout_save (printout, single, NULL));
      if (i + 1 == EARLY)
        early = peak ();
    }
  gsize late = peak ();
  if (bundled)
    g_assert_true (jkk_print_bundle_finish (bundle, NULL));
  print_batch_line (name, now () - start, early, late);
}

static void
clear (Bench *bench)
{
  g_autoptr (GDir) dir = g_dir_open (bench->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = in_folder (bench, name);

      g_remove (path);
    }
  g_rmdir (bench->folder);
}

int
main (int argc, char *argv[])
{
  Bench bench = { NULL };

  if (argc == 3 && g_str_equal (argv[1], "--once"))
    {
      bench.folder = argv[2];
      bench.filled = in_folder (&bench, "filled.pdf");
      bench.picture = in_folder (&bench, "page");
      fill_save_render (&bench);
      return 0;
    }
  if (argc != 2)
    {
      g_printerr ("bench-papers ONE-PAPER\n");
      return 2;
    }
  bench.one_paper = argv[1];
  prepare (&bench);
  measure_ways (&bench);
  g_print ("%d print copies one after the other, one core\n\n", BATCH);
  g_print ("%-46s %10s %9s  %-6s %8s %8s\n", "", "a second", "at least", "", "MB @100", "MB @500");
  measure_batch (&bench, "each into a file", FALSE);
  measure_batch (&bench, "all into one file", TRUE);
  clear (&bench);
  return 0;
}
