#pragma once

#include "jkk-case-page-private.h"
#include "jkk-test-window.h"

G_BEGIN_DECLS

/* A case page in a window of its own, on a demonstration office in which Sari has signed in. */
typedef struct
{
  JkkTestOffice *files;
  JkkOffice *office;
  GtkWindow *window;
  JkkCasePage *page;
} JkkTestCase;

JkkOffice *jkk_test_office_as (JkkTestCase *fixture, const char *login);
void jkk_test_case_set_up (JkkTestCase *fixture, gconstpointer data);
void jkk_test_case_tear_down (JkkTestCase *fixture, gconstpointer data);
gint64 jkk_test_case_find (JkkTestCase *fixture, JkkCaseStatus status, const char *verifier);
void jkk_test_case_wait (JkkTestCase *fixture);
void jkk_test_case_open (JkkTestCase *fixture, gint64 id);
void jkk_test_case_take (JkkTestCase *fixture);
void jkk_test_case_open_and_take (JkkTestCase *fixture);
void jkk_test_case_edit (JkkTestCase *fixture, const char *path, const char *text);
void jkk_test_case_save (JkkTestCase *fixture);
char *jkk_test_case_stored_text (JkkTestCase *fixture, const char *path);
void jkk_test_case_assert_stored (JkkTestCase *fixture, const char *path, const char *expected);
void jkk_test_case_assert_shown (JkkTestCase *fixture, const char *path, const char *expected);
void jkk_test_case_change_elsewhere (JkkTestCase *fixture, const char *path, const char *text);
GtkWindow *jkk_test_case_dialog (JkkTestCase *fixture, const char *type);
char *jkk_test_case_picture (JkkTestCase *fixture, const char *name, int number);
void jkk_test_case_sign_in (JkkTestCase *fixture, const char *login);

G_END_DECLS
