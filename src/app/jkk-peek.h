#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

void jkk_peek_name (GtkWidget *password_row);

G_END_DECLS
