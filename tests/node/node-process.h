#pragma once

#include <glib.h>
#include <sys/types.h>

G_BEGIN_DECLS

/* A node in a process of its own, for who starts desks as processes too: nothing of GIO runs in the caller, whose
 * threads would not come along into its children. */
typedef struct
{
  char *folder;
  char *address;
  char *store;
  pid_t pid;
} NodeProcess;

void node_process_begin (NodeProcess *process, const char *store);
void node_process_start (NodeProcess *process);
void node_process_end (NodeProcess *process);
char *node_process_find_address (void);
void outlive_nobody (void);

G_END_DECLS
