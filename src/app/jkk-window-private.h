#pragma once

#include "jkk-desk.h"
#include "jkk-idle-state.h"
#include "jkk-lock-page.h"
#include "jkk-new-office-page.h"
#include "jkk-sign-in-page.h"
#include "jkk-start-page.h"
#include "jkk-trouble-page.h"
#include "jkk-window.h"

G_BEGIN_DECLS

/* For jkk-window.c, which opens offices and shows pages, and jkk-window-actions.c, which holds the table of actions. */
struct _JkkWindow
{
  AdwApplicationWindow parent_instance;

  /* Template widgets */
  GtkStack *cover;
  GtkStack *pages;
  JkkLockPage *lock_page;
  GtkLabel *opening_text;
  JkkStartPage *start;
  JkkTroublePage *trouble;
  JkkNewOfficePage *new_office;
  JkkSignInPage *sign_in;
  JkkDesk *desk;

  /* Owned */
  char *own_address;  /* where the real office of this person lies, or will lie */
  gboolean own_given; /* somebody named that place: a demonstration is not what was asked for */
  char *demo_address;
  guint demo_cases;
  char *address;     /* what is open or was tried last */
  char *page_before; /* where "back" leads from the page of the new office */
  JkkOffice *office;
  GtkNativeDialog *chooser;
  char *login;      /* who will probably sign in next */
  guint round;      /* counts what was to be opened */
  guint waiting_id; /* until who waits is told for what */
  guint retry_id;
  gboolean retrying;        /* the person knows that there is no answer */
  gboolean close_when_made; /* the demonstration was being made when the window was to close */
  gboolean may_close;       /* what is being edited has been saved */

  /* Locking */
  JkkIdle idle;
  guint look_id;
  GPtrArray *hidden; /* GtkWindow: dialogs that wait for who locked the window */
  GtkWidget *focus_before;
  double pointer_x, pointer_y;
};

/* jkk-window-lock.c */
void jkk_window_init_lock (JkkWindow *self);
void jkk_window_dispose_lock (JkkWindow *self);
void jkk_window_watch_idle (JkkWindow *self);
void jkk_window_leave_locked (JkkWindow *self);

/* For jkk-window-restore.c */
void jkk_window_close_office (JkkWindow *self);
void jkk_window_open_now (JkkWindow *self, const char *address);

void jkk_window_refresh_title (JkkWindow *self);
void jkk_window_add_actions (JkkWindow *self);
void jkk_window_refresh_actions (JkkWindow *self);
void jkk_window_show_page (JkkWindow *self, const char *page);
/* jkk-window-opening.c */
void jkk_window_start_opening (JkkWindow *self);
void jkk_window_stop_opening (JkkWindow *self);
void jkk_window_cancel_opening (JkkWindow *self);
void jkk_window_opened (JkkWindow *self, JkkOffice *office, const GError *error);

void jkk_window_open_own (JkkWindow *self, const char *address);
void jkk_window_open_demo (JkkWindow *self);
void jkk_window_begin_new_office (JkkWindow *self);
void jkk_window_leave_page (JkkWindow *self);
void jkk_window_sign_out (JkkWindow *self);
gboolean jkk_window_own_exists (JkkWindow *self);
gboolean jkk_window_is_open (JkkWindow *self, const char *address);

G_END_DECLS
