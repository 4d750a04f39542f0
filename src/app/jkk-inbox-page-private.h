#pragma once

#include "jkk-import-state.h"
#include "jkk-inbox-page.h"
#include "jkk-inbox-state.h"
#include "jkk-letter-state.h"
#include "jkk-post-watch.h"

G_BEGIN_DECLS

/* For jkk-inbox-page.c, which reads and lists; jkk-inbox-page-letter.c, which shows a message; jkk-inbox-page-deeds.c,
 * which does what the person asks for. */
struct _JkkInboxPage
{
  AdwBin parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkPostWatch *watch;
  JkkPostDesk *desk;     /* as read last */
  GPtrArray *rows;       /* JkkInboxRow: the view that is shown */
  JkkPostLetter *letter; /* the message that is shown */
  JkkLetterDeeds *deeds;
  GPtrArray *differences; /* JkkImportRow */
  GCancellable *cancellable;
  GHashTable *unchosen; /* paths that the person does not want, of the message that is shown */
  JkkInboxView view;
  gint64 id, owed_id; /* the line that is shown */
  gint64 case_id;     /* the case that the person chose, or 0 */
  gboolean reading, read_again;
  gboolean doing;
  gboolean refreshing; /* the program itself selects */
  gboolean at_home;    /* a view was chosen */

  /* Template */
  GtkBox *views;
  GtkLabel *watched;
  GtkWidget *round;
  GtkProgressBar *progress;
  GtkWidget *notice_box;
  GtkLabel *notice;
  GtkStack *stack;
  AdwStatusPage *empty;
  AdwStatusPage *failed;
  GtkListBox *list;
  GtkStack *letter_stack;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkWidget *buttons;
  GtkButton *primary;
  GtkWidget *new_case;
  GtkWidget *other_case;
  GtkWidget *answer;
  GtkWidget *open_case;
  GtkWidget *refuse;
  GtkButton *aside;
  GtkScrolledWindow *letter_scroller;
  GtkScrolledWindow *work_scroller;
  GtkBox *letter_box;
  GtkBox *faults;
  GtkWidget *print_receipt;
  GtkBox *matches;
  GtkWidget *difference_head;
  GtkLabel *difference_title;
  GtkWidget *all;
  GtkWidget *none;
  GtkWidget *why_not;
  GtkLabel *why_not_text;
  GtkBox *differences_box;

  GtkWidget *toggles[JKK_N_INBOX_VIEWS];
};

/* jkk-inbox-page.c */
const JkkOwed *jkk_inbox_page_get_owed (JkkInboxPage *self);

/* jkk-inbox-page-letter.c */
void jkk_inbox_page_show_letter (JkkInboxPage *self, gboolean fresh);
void jkk_inbox_page_refresh_deeds (JkkInboxPage *self);
void jkk_inbox_page_read_letter (JkkInboxPage *self, gboolean fresh);

/* jkk-inbox-page-deeds.c */
void jkk_inbox_page_install_deeds (GtkWidgetClass *widget_class);

G_END_DECLS
