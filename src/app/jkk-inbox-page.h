#pragma once

#include <adwaita.h>

#include "jkk-postbox-desk.h"

G_BEGIN_DECLS

/**
 * JkkInboxPage:
 *
 * The post between the office and its partners: what came, what it may belong to, what is faulty, what is owed.
 *
 * Actions: "inbox.view" (which), "inbox.primary", "inbox.new-case", "inbox.other-case", "inbox.answer",
 * "inbox.open-case", "inbox.refuse", "inbox.aside", "inbox.all", "inbox.none", "inbox.look". The signal "counted" comes
 * when the numbers of the post have been read.
 */
#define JKK_TYPE_INBOX_PAGE (jkk_inbox_page_get_type ())
G_DECLARE_FINAL_TYPE (JkkInboxPage, jkk_inbox_page, JKK, INBOX_PAGE, AdwBin)

void jkk_inbox_page_set_office (JkkInboxPage *self, JkkOffice *office);
void jkk_inbox_page_enter (JkkInboxPage *self);
void jkk_inbox_page_leave (JkkInboxPage *self);
void jkk_inbox_page_read_again (JkkInboxPage *self);
void jkk_inbox_page_focus (JkkInboxPage *self);
const JkkPostDesk *jkk_inbox_page_get_desk (JkkInboxPage *self);
const JkkPostCounts *jkk_inbox_page_get_counts (JkkInboxPage *self);

G_END_DECLS
