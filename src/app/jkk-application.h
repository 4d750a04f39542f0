#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/**
 * JkkApplication:
 *
 * The program: its options, its keys, its windows; one for each store.
 */
#define JKK_TYPE_APPLICATION (jkk_application_get_type ())
G_DECLARE_FINAL_TYPE (JkkApplication, jkk_application, JKK, APPLICATION, AdwApplication)

JkkApplication *jkk_application_new (void);

G_END_DECLS
