#pragma once

#include "jkk-accounts-page.h"
#include "jkk-case-page.h"
#include "jkk-desk-header.h"
#include "jkk-desk.h"
#include "jkk-inbox-page.h"
#include "jkk-law-page.h"
#include "jkk-list-page.h"
#include "jkk-partners-page.h"
#include "jkk-queue-bar.h"

G_BEGIN_DECLS

/* For jkk-desk.c, which reads and shows, and jkk-desk-moves.c, which goes from one page to another. */
struct _JkkDesk
{
  AdwBin parent_instance;

  /* Template widgets */
  JkkDeskHeader *header;
  GtkRevealer *away;
  GtkLabel *away_text;
  GtkRevealer *damaged;
  GtkLabel *damaged_text;
  GtkWidget *damaged_backups;
  AdwFlap *flap;
  JkkQueueBar *bar;
  GtkStack *stack;
  JkkListPage *list;
  AdwBin *case_bin;
  JkkAccountsPage *accounts;
  JkkLawPage *law;
  JkkInboxPage *inbox;
  JkkPartnersPage *partners;

  /* Owned */
  JkkOffice *office;
  JkkCaseCounts counts;
  char *login;         /* who sat here last */
  char *figure;        /* of the law, to be chosen there */
  GArray *walk;        /* the list as it was when the case was opened from it, of a long one what is near: gint64 */
  guint walk_first;    /* where the first of them stood */
  guint walk_n;        /* how many it had */
  guint walk_position; /* where the open one stood */
  JkkQueue queue;
  JkkQueue queue_before_search;
  gboolean searching;
  gboolean open_found;    /* the search was ended with Enter */
  gboolean law_from_case; /* the law was looked up from a case, to which one goes back */

  /* Borrowed */
  JkkCasePage *page;
};

const JkkAccount *jkk_desk_get_person (JkkDesk *self);
gboolean jkk_desk_is_at (JkkDesk *self, const char *page);
void jkk_desk_refresh (JkkDesk *self);
void jkk_desk_show_list (JkkDesk *self);
void jkk_desk_open_from_list (JkkDesk *self, guint position);

/* jkk-desk-notices.c */
void jkk_desk_show_away (JkkDesk *self);
void jkk_desk_show_damage (JkkDesk *self);

G_END_DECLS
