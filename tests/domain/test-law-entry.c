#include "jkk-law-entry.h"

static JkkLawEntry *
entry (gint64 id, const char *parameter, JkkDay from, const char *value)
{
  JkkLawEntry *made = jkk_law_entry_new ("PP-44-2015", parameter, from, value, "naskah");

  made->id = id;
  return made;
}

static void
a_later_entry_takes_the_place_of_an_earlier_one (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new_with_free_func ((GDestroyNotify) jkk_law_entry_free);

  g_ptr_array_add (entries, entry (3, "funeral", 100, NULL));
  g_ptr_array_add (entries, entry (1, "funeral", 100, "1"));
  g_ptr_array_add (entries, entry (2, "funeral", 200, "2"));
  g_ptr_array_add (entries, entry (4, "dental-max", 100, "4"));
  g_autoptr (GPtrArray) force = jkk_law_entries_in_force (entries);
  g_assert_cmpuint (force->len, ==, 3);
  g_assert_cmpint (((JkkLawEntry *) force->pdata[0])->id, ==, 4);
  g_assert_cmpint (((JkkLawEntry *) force->pdata[1])->id, ==, 3);
  g_assert_null (((JkkLawEntry *) force->pdata[1])->value);
  g_assert_cmpint (((JkkLawEntry *) force->pdata[2])->id, ==, 2);
}

static void
no_entries_leave_none_in_force (void)
{
  g_autoptr (GPtrArray) entries = g_ptr_array_new ();
  g_autoptr (GPtrArray) force = jkk_law_entries_in_force (entries);

  g_assert_cmpuint (force->len, ==, 0);
}

static void
a_copy_says_the_same (void)
{
  g_autoptr (JkkLawEntry) original = entry (7, "funeral", 100, "12000000");

  original->person = g_strdup ("budi");
  original->time = 5;
  g_autoptr (JkkLawEntry) copy = jkk_law_entry_copy (original);
  g_assert_cmpint (copy->id, ==, 7);
  g_assert_cmpstr (copy->parameter, ==, "funeral");
  g_assert_cmpstr (copy->value, ==, "12000000");
  g_assert_cmpstr (copy->source, ==, "naskah");
  g_assert_cmpstr (copy->person, ==, "budi");
  g_assert_cmpint (copy->time, ==, 5);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/law-entry/a later entry takes the place of an earlier one",
                   a_later_entry_takes_the_place_of_an_earlier_one);
  g_test_add_func ("/law-entry/no entries leave none in force", no_entries_leave_none_in_force);
  g_test_add_func ("/law-entry/a copy says the same", a_copy_says_the_same);
  return g_test_run ();
}
