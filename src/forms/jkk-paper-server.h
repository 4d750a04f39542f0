#pragma once

#include "jkk-paper-wire.h"

G_BEGIN_DECLS

int jkk_paper_server_run (GBytes *bytes, int socket);

G_END_DECLS
