#pragma once

#include "jkk-message.h"
#include "jkk-payout.h"

/* What the tests of the bridge share. */
char *fixture_example (const char *name);
char *fixture_frozen (const char *name);
char *fixture_replace (const char *text, const char *from, const char *to);
void fixture_write (const char *path, const char *bytes, gsize length);
char *fixture_temp_folder (void);
void fixture_remove_folder (const char *folder);
JkkCase *fixture_random_case (GRand *rand);
JkkPayout *fixture_random_payout (GRand *rand);
JkkPayout *fixture_payout (void);
const JkkFault *fixture_find_fault (const GPtrArray *faults, const char *code);
void fixture_expect_sound_faults (const GPtrArray *faults);
gboolean fixture_xmllint (const char *schema, const char *bytes, gsize length);
JkkMessage *fixture_read_bundle (const char *text);
GPtrArray *fixture_refused (const char *name, const char *from, const char *to);
void fixture_expect_refused (const char *name, const char *from, const char *to, const char *code);
const JkkFault *fixture_find_notice (const JkkMessage *message, const char *path);
