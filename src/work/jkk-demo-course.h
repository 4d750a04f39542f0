#pragma once

#include "jkk-demo-case.h"

G_BEGIN_DECLS

#define JKK_DEMO_MAX_STEPS 20

/**
 * JkkDemoStep:
 * @deed: name of the deed
 * @person: login of who does it
 * @time: seconds since 1970 UTC
 * @reason: why, or what was noted, or %NULL
 * @known: "take-in", "save": what is known afterwards (a set of #JkkDemoKnown)
 * @refuse: "propose": to refuse the claim
 * @form: "print": which paper
 * @child: "pay-installment": number of the child, from 1
 *
 * A deed in the course of an invented case.
 */
typedef struct
{
  const char *deed;
  const char *person;
  gint64 time;
  char *reason;
  guint known;
  gboolean refuse;
  const char *form;
  guint child;
} JkkDemoStep;

/**
 * JkkDemoCourse:
 * @steps: its deeds in order of time
 * @n_steps: how many
 *
 * What the office has done with an invented case so far.
 */
typedef struct
{
  JkkDemoStep steps[JKK_DEMO_MAX_STEPS];
  guint n_steps;
} JkkDemoCourse;

JkkDemoCourse *jkk_demo_course_new (JkkDemoCase *demo, JkkDay today);
gboolean jkk_demo_course_check_anew (JkkDemoCourse *course, guint at, const char *reason);
void jkk_demo_course_free (JkkDemoCourse *course);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkDemoCourse, jkk_demo_course_free)

G_END_DECLS
