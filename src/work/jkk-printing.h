#pragma once

#include <cairo.h>
#include <gio/gio.h>

#include "jkk-office.h"

G_BEGIN_DECLS

/**
 * JkkPaperKind:
 *
 * A paper that can be printed: a form, or the decision letter ("penetapan").
 */
typedef struct
{
  const char *code;  /* "KK2" */
  const char *title; /* as printed, such as "Formulir 3a KK 2" */
  gboolean fillable;
} JkkPaperKind;

const JkkPaperKind *jkk_printing_kinds (guint *n_kinds);

/* An office's own forms: NAME.pdf and NAME.map in a folder. */
void jkk_printing_use_own_forms (const char *folder);
gboolean
jkk_printing_check_form (const char *pdf, const char *map, GPtrArray *faults, GPtrArray *surplus, GError **error);

/**
 * JkkPrintout:
 *
 * A finished paper, for the screen, the printer and a file. It never changes.
 */
typedef struct _JkkPrintout JkkPrintout;

/* Where a value of the case stands on a page, in points from the upper left corner. */
typedef struct
{
  guint page;
  char *path;
  double x;
  double y;
  double width;
  double height;
} JkkPrintoutField;

/**
 * JkkLetterWish:
 * @recipient: "employer", "participant" or "facility"; %NULL = the employer
 * @text: what is asked, or %NULL for lines to write on
 *
 * What a person adds to a letter. Borrowed for the call.
 */
typedef struct
{
  const char *recipient;
  const char *text;
} JkkLetterWish;

JkkPrintout *jkk_printing_write (JkkOffice *office,
                                 const char *code,
                                 const JkkCase *jcase,
                                 const JkkPayout *payout,
                                 const JkkDecision *decision,
                                 const JkkLetterWish *wish,
                                 GError **error);
gboolean jkk_printing_is_message (const char *code);
char *jkk_printing_message (
    JkkOffice *office, const char *code, const JkkCase *jcase, const JkkPayout *payout, GError **error);
JkkPrintout *jkk_printing_make (JkkOffice *office,
                                const char *code,
                                const JkkCase *jcase,
                                const JkkPayout *payout,
                                const JkkDecision *decision,
                                gboolean fillable,
                                GError **error);
void jkk_printing_make_async (JkkOffice *office,
                              const char *code,
                              const JkkCase *jcase,
                              const JkkPayout *payout,
                              const JkkDecision *decision,
                              gboolean fillable,
                              GCancellable *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer user_data);
JkkPrintout *jkk_printing_make_finish (GAsyncResult *result, GError **error);

JkkPrintout *jkk_printout_ref (JkkPrintout *printout);
void jkk_printout_unref (JkkPrintout *printout);
guint jkk_printout_get_n_pages (JkkPrintout *printout);
void jkk_printout_get_size (JkkPrintout *printout, guint page, double *width, double *height);
const char *jkk_printout_get_sha256 (JkkPrintout *printout);
const char *jkk_printout_get_content_hash (JkkPrintout *printout);
GPtrArray *jkk_printout_get_fields (JkkPrintout *printout);
gboolean jkk_printout_save (JkkPrintout *printout, const char *path, GError **error);

/* Drawing: into a picture on a worker thread, or as vectors for the printer. */
cairo_surface_t *jkk_printout_render (JkkPrintout *printout, guint page, double scale, GError **error);
void jkk_printout_render_async (JkkPrintout *printout,
                                guint page,
                                double scale,
                                GCancellable *cancellable,
                                GAsyncReadyCallback callback,
                                gpointer user_data);
cairo_surface_t *jkk_printout_render_finish (GAsyncResult *result, GError **error);
void jkk_printout_draw (JkkPrintout *printout, guint page, cairo_t *cr);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPrintout, jkk_printout_unref)

G_END_DECLS
