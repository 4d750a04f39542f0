#include "jkk-demo-course.h"

#include <string.h>

/* The office of the demonstration keeps western Indonesian time, seven hours before UTC. */
#define ZONE_SECONDS (7 * 3600)
#define OPENS (8 * 60)
#define CLOSES (15 * 60 + 45)

/* Writes down a course: a clock that goes on in office hours, up to yesterday evening. */
typedef struct
{
  JkkDemoCase *demo;
  JkkDemoCourse *course;
  JkkDay today;
  JkkDay day;
  gint64 minute;
  const char *verifier;
  guint known;
  gboolean over;
} Writer;

static JkkDay
working_day (JkkDay day)
{
  int weekday = jkk_day_weekday (day);

  return weekday > 5 ? day + 8 - weekday : day;
}

static void
wait_minutes (Writer *writer, guint least, guint most)
{
  writer->minute += jkk_dice_between (&writer->demo->dice, least, most);
  if (writer->minute > CLOSES)
    {
      writer->day = working_day (writer->day + 1);
      writer->minute = OPENS + jkk_dice_below (&writer->demo->dice, 90);
    }
}

static void
wait_days (Writer *writer, guint least, guint most)
{
  guint days = (guint) jkk_dice_between (&writer->demo->dice, least, most);

  if (days == 0)
    {
      wait_minutes (writer, 15, 120);
      return;
    }
  while (days-- > 0)
    writer->day = working_day (writer->day + 1);
  writer->minute = OPENS + jkk_dice_below (&writer->demo->dice, CLOSES - OPENS - 60);
}

static void
wait_until (Writer *writer, JkkDay day)
{
  if (day <= writer->day)
    return;
  writer->day = working_day (day);
  writer->minute = OPENS + jkk_dice_below (&writer->demo->dice, CLOSES - OPENS - 60);
}

/* The next deed; %NULL when it lies beyond yesterday: the case then stands where it stands. */
static JkkDemoStep *
add_step (Writer *writer, const char *deed, const char *person)
{
  JkkDemoCourse *course = writer->course;

  writer->over = writer->over || writer->day >= writer->today;
  if (writer->over)
    return NULL;
  g_assert (course->n_steps < JKK_DEMO_MAX_STEPS);
  JkkDemoStep *step = &course->steps[course->n_steps++];
  step->deed = deed;
  step->person = person;
  step->time = writer->day * 86400 + writer->minute * 60 - ZONE_SECONDS + jkk_dice_below (&writer->demo->dice, 60);
  step->known = writer->known;
  return step;
}

static void
add_reasoned (Writer *writer, const char *deed, const char *person, const char *reason)
{
  JkkDemoStep *step = add_step (writer, deed, person);

  if (step != NULL)
    step->reason = g_strdup (reason);
}

static void
learn (Writer *writer, guint known)
{
  writer->known |= known;
  add_step (writer, "save", writer->verifier);
}

static char *
lacking_reason (const JkkDemoCase *demo)
{
  const JkkDocument *paper = demo->jcase->documents->pdata[demo->lacking - 1];
  const JkkCode *kind = jkk_code_list_find (jkk_code_list_get ("document_kind"), paper->kind);
  const JkkCode *defect =
      demo->defect != NULL ? jkk_code_list_find (jkk_code_list_get ("document_defect"), demo->defect) : NULL;

  if (defect == NULL)
    return g_strdup_printf ("%s belum ada; pemberi kerja telah diberi tahu.", kind->label);
  return g_strdup_printf ("%s: %s; diminta penggantinya.", kind->label, defect->label);
}

static void
hold_until (Writer *writer, const char *reason, JkkDay day)
{
  wait_minutes (writer, 10, 60);
  add_reasoned (writer, "hold", writer->verifier, reason);
  wait_until (writer, day);
  wait_minutes (writer, 10, 90);
  add_step (writer, "resume", writer->verifier);
  wait_minutes (writer, 3, 15);
}

static void
come_in (Writer *writer)
{
  JkkDemoCase *demo = writer->demo;
  const char *clerk = jkk_dice_chance (&demo->dice, 5000) ? "sari" : "rina";

  writer->minute = OPENS + jkk_dice_below (&demo->dice, CLOSES - OPENS - 120);
  writer->known = demo->early ? JKK_DEMO_KNOWS_REPORT : JKK_DEMO_KNOWS_CLAIM;
  if (!demo->early && !demo->by_message && demo->letter_day <= demo->claim_day)
    writer->known |= JKK_DEMO_KNOWS_LETTER;
  add_step (writer, "take-in", clerk);
  if (demo->untouched)
    writer->over = TRUE;
  if (demo->waits)
    wait_minutes (writer, 15, 60);
  else
    wait_days (writer, 0, jkk_dice_chance (&demo->dice, 7500) ? 1 : 3);
  add_step (writer, "take", writer->verifier);
  wait_minutes (writer, 10, 45);
  learn (writer, JKK_DEMO_KNOWS_REST);
  writer->over = writer->over || demo->waits;
}

static void
await_claim (Writer *writer)
{
  JkkDemoCase *demo = writer->demo;

  if (!demo->early)
    return;
  if (jkk_dice_chance (&demo->dice, 5000))
    hold_until (writer, "Menunggu laporan tahap II (KK 2): peserta masih dalam pengobatan.", demo->claim_day);
  else
    {
      wait_until (writer, demo->claim_day);
      wait_minutes (writer, 10, 60);
    }
  learn (writer, JKK_DEMO_KNOWS_CLAIM);
}

static void
await_letter (Writer *writer)
{
  JkkDemoCase *demo = writer->demo;

  if ((writer->known & JKK_DEMO_KNOWS_LETTER) != 0)
    return;
  if (demo->letter_day > writer->day && jkk_dice_chance (&demo->dice, 6500))
    {
      g_autofree char *reason =
          g_strdup_printf ("Surat keterangan dokter (KK 3) belum diterima dari %s.", demo->jcase->medical.facility);

      hold_until (writer, reason, demo->letter_day);
    }
  else
    {
      wait_until (writer, demo->letter_day);
      wait_days (writer, 0, 1);
    }
  writer->known |= JKK_DEMO_KNOWS_LETTER;
  add_step (writer, demo->by_message ? "take-over" : "save", writer->verifier);
  /* The message brings KK 3 itself; that the paper is there is noted by hand. */
  if (demo->by_message)
    {
      wait_minutes (writer, 2, 10);
      add_step (writer, "save", writer->verifier);
    }
}

static void
await_papers (Writer *writer)
{
  JkkDemoCase *demo = writer->demo;

  if (demo->lacking > 0)
    {
      g_autofree char *reason = lacking_reason (demo);
      gint64 days = jkk_dice_chance (&demo->dice, 7000) ? jkk_dice_between (&demo->dice, 2, 9)
                                                        : jkk_dice_between (&demo->dice, 10, 35);

      hold_until (writer, reason, writer->day + days);
      learn (writer, JKK_DEMO_KNOWS_PAPERS);
    }
  writer->known |= JKK_DEMO_KNOWS_PAPERS;
}

static void
propose (Writer *writer)
{
  static const char *const notes[] = { "Dokumen lengkap dan sesuai.", "Sudah dicocokkan dengan daftar upah.",
                                       "Perbedaan tanggal sudah ditanyakan kepada pemberi kerja." };
  JkkDemoCase *demo = writer->demo;
  const char *note = jkk_dice_chance (&demo->dice, 5500) ? JKK_DICE_PICK (&demo->dice, notes) : NULL;
  JkkDemoStep *step = add_step (writer, "propose", writer->verifier);

  if (step == NULL)
    return;
  step->reason = g_strdup (demo->refusal != NULL ? demo->refusal : note);
  step->refuse = demo->refusal != NULL;
}

/* The present school year of each child is paid soon after the decision. */
static void
pay_scholarship (Writer *writer)
{
  if (writer->demo->show != JKK_DEMO_SHOWS_SCHOLARSHIP)
    return;
  for (guint i = 1; i <= writer->demo->jcase->children->len; i++)
    {
      wait_days (writer, 2, 6);
      JkkDemoStep *step = add_step (writer, "pay-installment", writer->verifier);
      if (step != NULL)
        step->child = i;
    }
}

static void
decide (Writer *writer)
{
  static const char *const returns[] = { "Cocokkan dahulu upah dengan daftar upah bulan kejadian.",
                                         "Mintakan penjelasan pemberi kerja mengenai jam kejadian.",
                                         "Perjelas kronologi: siapa yang melihat kejadian?" };
  static const char *const doubts[] = { "Lampirkan keterangan tertulis kedua saksi.",
                                        "Mintakan tanggapan pemberi kerja atas penolakan ini." };
  JkkDemoCase *demo = writer->demo;
  JkkDemoStep *step;

  wait_days (writer, 0, 2);
  propose (writer);
  wait_days (writer, 0, jkk_dice_chance (&demo->dice, 8000) ? 2 : 4);
  if (jkk_dice_chance (&demo->dice, 700))
    {
      const char *why =
          demo->refusal != NULL ? JKK_DICE_PICK (&demo->dice, doubts) : JKK_DICE_PICK (&demo->dice, returns);

      add_reasoned (writer, "return", "budi", why);
      wait_days (writer, 1, 3);
      propose (writer);
      wait_days (writer, 0, 2);
    }
  if (demo->refusal != NULL)
    {
      add_reasoned (writer, "reject", "budi", demo->refusal);
      return;
    }
  add_step (writer, "approve", "budi");
  wait_minutes (writer, 20, 90);
  step = add_step (writer, "print", writer->verifier);
  if (step != NULL)
    step->form = "penetapan";
  pay_scholarship (writer);
}

/**
 * jkk_demo_course_new:
 * @demo: an invented case; its dice go on
 * @today: the day; nothing is done on it yet
 *
 * Returns: (transfer full): what the office has done with the case up to yesterday.
 */
JkkDemoCourse *
jkk_demo_course_new (JkkDemoCase *demo, JkkDay today)
{
  JkkDemoCourse *course = g_new0 (JkkDemoCourse, 1);
  Writer writer = { .demo = demo, .course = course, .today = today, .day = demo->jcase->cover.received_day };

  writer.verifier = demo->waits || jkk_dice_chance (&demo->dice, 5500) ? "sari" : "rina";
  come_in (&writer);
  await_claim (&writer);
  await_letter (&writer);
  await_papers (&writer);
  decide (&writer);
  return course;
}

/**
 * jkk_demo_course_check_anew:
 * @course: a course
 * @at: number of an "approve" in it, from 0
 * @reason: why the supervisor returns the case instead
 *
 * What was proposed no longer holds: it is returned, proposed once more by the same verifier and approved, within the
 * ten minutes in which nothing else is done with the case.
 *
 * Returns: whether that is done; not if there is no room, or if this has been done before
 */
gboolean
jkk_demo_course_check_anew (JkkDemoCourse *course, guint at, const char *reason)
{
  g_return_val_if_fail (at > 0 && at < course->n_steps, FALSE);

  JkkDemoStep approve = course->steps[at], propose = course->steps[at - 1];
  gboolean before = at > 1 && g_str_equal (course->steps[at - 2].deed, "return");

  if (before || !g_str_equal (propose.deed, "propose") || course->n_steps + 2 > JKK_DEMO_MAX_STEPS)
    return FALSE;
  memmove (&course->steps[at + 3], &course->steps[at + 1], (course->n_steps - at - 1) * sizeof approve);
  course->n_steps += 2;
  course->steps[at] = approve;
  course->steps[at].deed = "return";
  course->steps[at].reason = g_strdup (reason);
  course->steps[at + 1] = propose;
  course->steps[at + 1].time = approve.time + 5 * 60;
  course->steps[at + 1].reason = g_strdup (propose.reason);
  course->steps[at + 2] = approve;
  course->steps[at + 2].time = approve.time + 10 * 60;
  return TRUE;
}

/**
 * jkk_demo_course_free:
 * @course: (transfer full): a course
 */
void
jkk_demo_course_free (JkkDemoCourse *course)
{
  for (guint i = 0; i < course->n_steps; i++)
    g_free (course->steps[i].reason);
  g_free (course);
}
