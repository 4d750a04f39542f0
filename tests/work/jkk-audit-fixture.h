#pragma once

#include "jkk-work-fixture.h"

G_BEGIN_DECLS

/* With the file in hand somebody can take the guards away first. */
#define WITHOUT_JOURNAL_GUARDS                                                                                         \
  "DROP TRIGGER journal_is_not_changed; DROP TRIGGER journal_is_kept; DROP TRIGGER journal_goes_on; "                  \
  "DROP TRIGGER journal_has_each_deed_once; "

/* What somebody does who has the file of the store in hand and no program of ours. */
void behind (Fixture *fixture, const char *sql);
char *behind_ask (Fixture *fixture, const char *sql);

G_END_DECLS
