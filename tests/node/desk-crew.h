#pragma once

#include "jkk-db.h"

G_BEGIN_DECLS

#define CREW_MOST_SAVES 20000

/* What a desk in a process of its own has done; in memory that it shares with who started it. */
typedef struct
{
  guint n;
  guint n_errors;
  char error[256];                /* the first that a person would have seen */
  gint64 ends[CREW_MOST_SAVES];   /* when a save lay on the disk, on the monotonic clock */
  guint32 waits[CREW_MOST_SAVES]; /* microseconds from the wish to write until then */
} CrewDesk;

/* Desks that all work at one store, and their last run. */
typedef struct
{
  CrewDesk *desks;
  guint n_desks;
  gint64 begun; /* on the monotonic clock */
  gint64 ended;
  gint *stop; /* shared */
  gint *n_ready;
  int *pids;
} Crew;

/* What they say together. */
typedef struct
{
  double a_second, median_ms, p99_ms, longest_ms, fairness;
  guint n_saves, n_errors;
} CrewResult;

typedef gboolean (*CrewSave) (JkkDb *db, GError **error);

gboolean crew_take_in (JkkDb *db, GError **error);
gboolean crew_save (JkkDb *db, GError **error);
void crew_save_once (JkkDb *db, CrewDesk *desk, CrewSave save);

Crew *crew_new (guint n_desks);
void crew_free (Crew *crew);
void crew_start (Crew *crew, const char *address, CrewSave save, guint a_second);
void crew_stop (Crew *crew);
void crew_work (Crew *crew, const char *address, CrewSave save, guint a_second, guint seconds);
CrewResult crew_sum_up (const Crew *crew);
gint64 crew_longest_silence (const Crew *crew, gint64 from, gint64 until);
gint64 crew_longest_save (const Crew *crew, gint64 from, gint64 until);
const char *crew_first_error (const Crew *crew);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Crew, crew_free)

G_END_DECLS
