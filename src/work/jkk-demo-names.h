#pragma once

#include "jkk-case.h"
#include "jkk-demo-dice.h"

G_BEGIN_DECLS

/* Branches of work; a set. */
typedef enum
{
  JKK_DEMO_FACTORY = 1 << 0,
  JKK_DEMO_FARM = 1 << 1,
  JKK_DEMO_TRADE = 1 << 2,
  JKK_DEMO_TRANSPORT = 1 << 3,
  JKK_DEMO_SERVICE = 1 << 4,
  JKK_DEMO_BUILDING = 1 << 5,
  JKK_DEMO_DRIVER = 1 << 6, /* own account: driving people or goods */
  JKK_DEMO_FISHER = 1 << 7, /* own account: sea, field, market */
} JkkDemoTrade;

/**
 * JkkDemoTown:
 *
 * An invented town with its health facilities.
 */
typedef struct
{
  const char *name;
  const char *hospital;  /* contracted (PLKK) */
  const char *hospital2; /* contracted (PLKK) */
  const char *clinic;    /* not contracted */
  const char *area;      /* telephone area that nobody has */
} JkkDemoTown;

/* The town of the office itself is the first. */
const JkkDemoTown *jkk_demo_towns (guint *n_towns);

/* People and employers of the demonstration office: the same number gives the same one. */
char *jkk_demo_name (JkkDice *dice, gboolean female);
char *jkk_demo_identity (JkkDice *dice, JkkDay born, gboolean female, guint64 serial);
char *jkk_demo_phone (JkkDice *dice);
char *jkk_demo_home (JkkDice *dice, const JkkDemoTown *town);
char *jkk_demo_bank (JkkDice *dice, char **account);
char *jkk_demo_doctor (JkkDice *dice, gboolean specialist, char **licence);
const JkkDemoTown *jkk_demo_person (guint32 seed, guint64 person, int year, JkkParticipant *participant);
const JkkDemoTown *
jkk_demo_employer (guint32 seed, const char *segment, guint64 number, JkkEmployer *employer, JkkDemoTrade *trade);
const char *jkk_demo_occupation (JkkDice *dice, JkkDemoTrade trade);

G_END_DECLS
