#pragma once

#include "jkk-paper.h"

G_BEGIN_DECLS

/* No scan of a case is larger; what is larger is refused before it is opened. */
#define JKK_PAPER_READER_MAX_BYTES (100 * 1024 * 1024)

/**
 * JkkPaperReader:
 *
 * A PDF or image from elsewhere. It is opened in a helper process that has little memory, little time, no network and
 * makes no files, so that a file which breaks Poppler breaks nothing else. All calls wait for the helper, may come from
 * any thread, and give up when @stop_fd becomes readable (-1: never).
 */
typedef struct _JkkPaperReader JkkPaperReader;

/**
 * JkkPaperCode:
 * @page: number of the page, from 0
 * @text: what it says
 * @box: where it stands
 *
 * A QR code on a page.
 */
typedef struct
{
  guint page;
  char *text;
  JkkPaperBox box;
} JkkPaperCode;

JkkPaperReader *jkk_paper_reader_open (GBytes *bytes, int stop_fd, GError **error);
JkkPaperReader *jkk_paper_reader_ref (JkkPaperReader *reader);
void jkk_paper_reader_unref (JkkPaperReader *reader);

const char *jkk_paper_reader_get_media_type (JkkPaperReader *reader);
guint jkk_paper_reader_get_n_pages (JkkPaperReader *reader);
void jkk_paper_reader_get_size (JkkPaperReader *reader, guint page, double *width, double *height);

cairo_surface_t *
jkk_paper_reader_render (JkkPaperReader *reader, guint page, double scale, int stop_fd, GError **error);
char *jkk_paper_reader_get_text (JkkPaperReader *reader, guint page, int stop_fd, GError **error);
GPtrArray *jkk_paper_reader_list_fields (JkkPaperReader *reader, int stop_fd, GError **error);
GPtrArray *jkk_paper_reader_list_codes (JkkPaperReader *reader, guint page, int stop_fd, GError **error);
void jkk_paper_code_free (JkkPaperCode *code);

/* The helper process. */
void jkk_paper_reader_set_helper (const char *path, guint seconds);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaperReader, jkk_paper_reader_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkPaperCode, jkk_paper_code_free)

G_END_DECLS
