#pragma once

#include "jkk-account.h"
#include "jkk-looks.h"
#include "jkk-office.h"
#include "jkk-store.h"

G_BEGIN_DECLS

/* Under which number they lie in the drawer of a person, behind those of all cases. */
#define JKK_KEPT_LOOKS (G_GINT64_CONSTANT (1) << 50)

/* What an office has to note; it may outlive the office by the answer to what is under way. */
typedef struct _JkkLooks JkkLooks;

JkkLooks *jkk_looks_new (void);
void jkk_looks_set_office (JkkLooks *looks, JkkOffice *office, JkkStore *store);
void jkk_looks_begin_sitting (JkkLooks *looks);
void jkk_looks_end (JkkLooks *looks);
void jkk_looks_unref (JkkLooks *looks);

G_END_DECLS
