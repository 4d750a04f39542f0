#pragma once

#include "jkk-signer.h"

G_BEGIN_DECLS

/* What a person has typed and no store has yet, on this computer. Each sheet is sealed by a key of chance; the key lies
 * beside, locked by the person's password and, if there is one, by the person's key for signing. So another user of the
 * computer and whoever takes the disk away read nothing, and a password that was changed at another desk does no harm.
 *
 *   drawers/HASH/key-ID     a key, locked twice
 *   drawers/HASH/12.1       what was typed of case 12, sealed by the key that it names
 *   drawers/HASH/locks      which sheets lie on a desk now; a desk that is killed lets go of them
 */
typedef struct _JkkDrawer JkkDrawer;

/* One sheet, held by one desk. */
typedef struct _JkkSheet JkkSheet;

char *jkk_drawer_folder (const char *address, const char *login);
JkkDrawer *jkk_drawer_open (
    const char *folder, const char *password, const JkkSigner *signer, JkkPasswordCost cost, GError **error);
JkkDrawer *jkk_drawer_ref (JkkDrawer *drawer);
void jkk_drawer_unref (JkkDrawer *drawer);

/* Closed, it keeps nothing more and tells nothing; what is in it stays. */
void jkk_drawer_close (JkkDrawer *drawer);
gboolean jkk_drawer_is_open (JkkDrawer *drawer);
gboolean jkk_drawer_reopen (JkkDrawer *drawer, const char *password, const JkkSigner *signer, GError **error);
gboolean jkk_drawer_change (
    JkkDrawer *drawer, const char *password, const JkkSigner *signer, JkkPasswordCost cost, GError **error);

/* Keys whose password has been forgotten meanwhile, with what they lock. */
guint jkk_drawer_count_locked (JkkDrawer *drawer);
gboolean jkk_drawer_unlock (JkkDrawer *drawer, const char *earlier, GError **error);
void jkk_drawer_discard_locked (JkkDrawer *drawer);

GArray *jkk_drawer_list (JkkDrawer *drawer);
gboolean jkk_drawer_flush (JkkDrawer *drawer, GError **error);

JkkSheet *jkk_sheet_take (JkkDrawer *drawer, gint64 topic);
char *jkk_sheet_read (JkkSheet *sheet);
gboolean jkk_sheet_write (JkkSheet *sheet, const char *text);
void jkk_sheet_clear (JkkSheet *sheet);
void jkk_sheet_free (JkkSheet *sheet);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDrawer, jkk_drawer_unref)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkSheet, jkk_sheet_free)

G_END_DECLS
