#pragma once

#include <adwaita.h>

#include "jkk-window.h"

G_BEGIN_DECLS

/* The day of all tests and pictures. */
#define JKK_TEST_TODAY "2026-03-12"

/* A folder of its own with a demonstration office; gone with jkk_test_office_free(). */
typedef struct
{
  char *folder;
  char *demo;
  char *own;
} JkkTestOffice;

void jkk_test_init (int *argc, char ***argv);
JkkTestOffice *jkk_test_office_new (guint n_cases);
void jkk_test_office_free (JkkTestOffice *office);

/* A window on such an office, before anybody has signed in. */
typedef struct
{
  JkkTestOffice *files;
  JkkWindow *window;
} JkkTestDesk;

void jkk_test_desk_set_up (JkkTestDesk *desk, gconstpointer data);
void jkk_test_desk_tear_down (JkkTestDesk *desk, gconstpointer data);
GtkWidget *jkk_test_desk_part (JkkTestDesk *desk, const char *name);
const char *jkk_test_dialog_page (gpointer dialog);
gboolean jkk_test_dialog_is_idle (gpointer dialog);

JkkWindow *jkk_test_window_new (JkkTestOffice *office);
void jkk_test_window_close (JkkWindow *window);
void jkk_test_sign_in (JkkWindow *window, const char *login);

typedef gboolean (*JkkTestCondition) (gpointer data);

void jkk_test_wait_for (JkkTestCondition condition, gpointer data);
void jkk_test_wait_page (JkkWindow *window, const char *page);
void jkk_test_settle (guint milliseconds);

GtkWidget *jkk_test_find (gpointer root, GType type);
GtkWidget *jkk_test_find_named (gpointer root, GType type, const char *name);
GtkWidget *jkk_test_find_text (gpointer root, const char *part);
GtkWindow *jkk_test_dialog (JkkWindow *window, GType type);
void jkk_test_act (gpointer widget, const char *action, const char *format, ...);
gboolean jkk_test_is_enabled (JkkWindow *window, const char *action);
void jkk_test_picture (JkkWindow *window, const char *path);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkTestOffice, jkk_test_office_free)

G_END_DECLS
