#pragma once

#include <adwaita.h>

#include "jkk-law.h"

G_BEGIN_DECLS

void jkk_law_dialog_open (GtkWindow *parent, JkkOffice *office, const JkkLawBand *band, gboolean correct);

G_END_DECLS
