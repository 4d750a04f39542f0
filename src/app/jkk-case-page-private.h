#pragma once

#include "jkk-case-page.h"
#include "jkk-case-state.h"
#include "jkk-documents-pane.h"
#include "jkk-form-pane.h"
#include "jkk-history-pane.h"
#include "jkk-office-lock.h"
#include "jkk-pane-set.h"
#include "jkk-payout-pane.h"
#include "jkk-record-pane.h"

G_BEGIN_DECLS

/* What is to be done when everything has been saved, or could not be. */
typedef void (*JkkSavedFunc) (JkkCasePage *self, gboolean saved, gpointer data);

/* For jkk-case-page.c, which shows; jkk-case-page-reading.c, which opens and reads again; jkk-case-page-saving.c;
 * jkk-case-page-deeds.c, jkk-case-page-attaching.c, jkk-case-page-documents.c and jkk-case-page-papers.c, which do what
 * the person asks for; and jkk-case-page-keys.c. */
struct _JkkCasePage
{
  AdwBin parent_instance;

  /* Owned */
  JkkOffice *office;
  JkkCaseFile *file; /* as read last; NULL for nothing or a case that was not taken in */
  JkkDraft *draft;   /* NULL for nothing */
  JkkPayout *payout;
  char *payout_error;
  GPtrArray *findings;
  GPtrArray *hindrances;
  JkkCaseState *state;
  GHashTable *unfinished;    /* case id → JkkDraft with texts that could not be saved */
  GCancellable *cancellable; /* of what is being read for the case that is shown */
  GtkNativeDialog *chooser;
  GtkWidget *hindrance_list;

  /* Where the case stands in the list */
  gint64 case_id;
  guint position, n_cases;
  guint serial; /* counts the cases that were opened */

  /* Saving */
  JkkSaving saving;
  JkkCase *sent;       /* what is on its way to the store */
  guint save_id;       /* until the hand rests */
  gint64 typing_since; /* what is not saved yet, µs; 0 = all is saved */
  gint64 rival;        /* revision at another desk of which the person knows that it differs; 0 = none */
  gboolean failing;    /* the person knows that it cannot be saved */
  GPtrArray *waiters;  /* Waiter */
  gboolean reading, read_again;
  gboolean doing;      /* a deed is under way */
  gboolean passing_on; /* and it leaves the state as it is */
  gboolean asking;
  gboolean is_kept;     /* what was typed and is not stored is written down */
  gboolean new_is_kept; /* the same of the new case, while another one is shown */
  JkkKept *kept;        /* where */
  JkkKept *put_off;     /* what was offered and is to be decided later */
  guint keep_id;

  /* The history */
  gboolean show_looks;
  GPtrArray *looks; /* JkkHistoryEntry; NULL until they have been read */

  /* Template */
  GtkStack *stack;
  GtkLabel *nothing;
  GtkWidget *walk;
  GtkLabel *position_label;
  GtkLabel *title;
  GtkLabel *subtitle;
  GtkMenuButton *linked;
  GtkWidget *status_box;
  GtkImage *status_icon;
  GtkLabel *status;
  GtkLabel *clock;
  GtkBox *pane_toggles;
  GtkButton *primary;
  GtkWidget *notice_box;
  GtkImage *notice_icon;
  GtkLabel *notice;
  AdwBin *panes_bin;

  /* Panes */
  JkkPaneSet *panes;
  GtkWidget *toggles[JKK_N_PANES];
  GtkStack *left, *right;
  GtkWidget *papers[JKK_N_PAPERS];
  guint shown_serial[JKK_N_PAPERS];
  GtkWidget *payout_pane;
  GtkWidget *form_pane;
  GtkWidget *documents_pane;
  GtkWidget *history_pane;
  gpointer shown_linked;  /* the file whose linked cases are shown */
  gpointer shown_history; /* the file whose history is shown, the page itself when it has to be shown anew */
  guint payout_serial;
};

enum
{
  JKK_PANE_LEFT, /* KK 1 and KK 2 */
  JKK_PANE_MEDICAL,
  JKK_PANE_PAYOUT,
  JKK_PANE_RIGHT, /* papers, documents and history */
};

/* jkk-case-page.c */
void jkk_case_page_refresh (JkkCasePage *self);
void jkk_case_page_jump (JkkCasePage *self, const char *path);
JkkRecordView jkk_case_page_view (JkkCasePage *self, JkkPaper paper);
gboolean jkk_case_page_is_frozen (JkkCasePage *self);

/* jkk-case-panes.c */
void jkk_case_page_make_panes (JkkCasePage *self);
void jkk_case_page_refresh_panes (JkkCasePage *self);

/* jkk-case-page-reading.c */
void jkk_case_page_read_again (JkkCasePage *self);
void jkk_case_page_keep_unfinished (JkkCasePage *self);
void jkk_case_page_change_person (JkkCasePage *self);

/* jkk-case-page-saving.c */
void jkk_case_page_save_soon (JkkCasePage *self);
void jkk_case_page_save_then (JkkCasePage *self, JkkSavedFunc func, gpointer data);
void jkk_case_page_set_saving (JkkCasePage *self, JkkSaving saving);
void jkk_case_page_merge (JkkCasePage *self, const JkkCase *stored);
void jkk_case_page_forget_saving (JkkCasePage *self);
gboolean jkk_case_page_is_away (JkkCasePage *self, const GError *error);

/* jkk-case-page-begun.c */
void jkk_case_page_install_begun (GtkWidgetClass *widget_class);
void jkk_case_page_keep (JkkCasePage *self);
void jkk_case_page_keep_soon (JkkCasePage *self);
void jkk_case_page_put_away (JkkCasePage *self, gboolean mine);
void jkk_case_page_offer_kept (JkkCasePage *self);
JkkDraft *jkk_case_page_find_begun (JkkCasePage *self, const JkkCase *blank);
void jkk_case_page_forget_begun (JkkCasePage *self);

/* jkk-case-page-deeds.c */
void jkk_case_page_install_deeds (GtkWidgetClass *widget_class);
void jkk_case_page_refresh_deeds (JkkCasePage *self);
void jkk_case_page_do (JkkCasePage *self, const char *deed, const char *reason, gboolean refuse);

/* jkk-case-page-assess.c */
void jkk_case_page_install_assess (GtkWidgetClass *widget_class);

/* jkk-case-page-papers.c */
void jkk_case_page_install_papers (GtkWidgetClass *widget_class);
void jkk_case_page_import_file (JkkCasePage *self, const char *path);
typedef void (*JkkFileFunc) (JkkCasePage *self, const char *path, gpointer data);
void jkk_case_page_choose_file (JkkCasePage *self,
                                GtkFileChooserAction action,
                                const char *title,
                                const char *name,
                                JkkFileFunc func,
                                gpointer data,
                                GDestroyNotify destroy);
void
jkk_case_page_told_export (JkkCasePage *self, gint64 case_id, const char *path, const char *form, const char *sha256);

/* jkk-case-page-documents.c */
void jkk_case_page_install_documents (GtkWidgetClass *widget_class);
void jkk_case_page_refresh_documents (JkkCasePage *self);
void jkk_case_page_show_documents (JkkCasePage *self);

/* jkk-case-page-attaching.c */
void jkk_case_page_install_attaching (GtkWidgetClass *widget_class);
void jkk_case_page_refresh_attaching (JkkCasePage *self);
void jkk_case_page_take_drops (JkkCasePage *self);
gboolean jkk_case_page_drop_files (JkkCasePage *self, GSList *files);

/* jkk-case-page-past.c */
void jkk_case_page_install_past (GtkWidgetClass *widget_class);
void jkk_case_page_show_history (JkkCasePage *self);
void jkk_case_page_read_looks (JkkCasePage *self);

/* jkk-case-page-keys.c */
void jkk_case_page_add_keys (JkkCasePage *self);

G_END_DECLS
