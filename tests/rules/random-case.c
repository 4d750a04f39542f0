#include "random-case.h"

/* From @low to below @high. */
static gint64
pick (GRand *rand, gint64 low, gint64 high)
{
  return g_rand_int_range (rand, (int) low, (int) high);
}

static const char *
pick_code (GRand *rand, const char *list)
{
  const JkkCodeList *codes = jkk_code_list_get (list);
  guint index = (guint) g_rand_int_range (rand, 0, (int) codes->n_codes + 1);

  return index < codes->n_codes ? codes->codes[index].code : NULL;
}

static void
fill_record (GRand *rand, const JkkRecordType *type, gpointer record, JkkDay around)
{
  for (guint i = 0; i < type->n_fields; i++)
    {
      const JkkField *field = &type->fields[i];

      if (g_rand_int_range (rand, 0, 5) == 0)
        continue;
      switch (field->kind)
        {
        case JKK_KIND_CODE:
          if (field->codes != NULL && !(field->flags & JKK_FIELD_SYSTEM))
            jkk_field_put_string (field, record, pick_code (rand, field->codes));
          break;
        case JKK_KIND_DAY:
          jkk_field_put_number (field, record, around + pick (rand, -200, 900));
          break;
        case JKK_KIND_MONEY:
          jkk_field_put_number (field, record, pick (rand, 0, 30000000));
          break;
        case JKK_KIND_PERCENT:
          jkk_field_put_number (field, record, pick (rand, 0, 10001));
          break;
        case JKK_KIND_FLAG:
          jkk_field_put_number (field, record, pick (rand, 0, 2));
          break;
        case JKK_KIND_COUNT:
          jkk_field_put_number (field, record, pick (rand, MAX (field->min, 0), field->max > 0 ? field->max + 1 : 50));
          break;
        default:
          break;
        }
    }
}

/**
 * random_case_new:
 * @rand: where chance comes from
 *
 * Returns: (transfer full): a case of any segment, with any field that the rules look at, sensible and senseless.
 */
JkkCase *
random_case_new (GRand *rand)
{
  JkkDay around = jkk_day_new (2014, 6, 1) + pick (rand, 0, 4700);
  g_autoptr (JkkCase) empty = jkk_case_new ();
  JkkCase *jcase = jkk_case_copy (empty);
  guint n_parts;
  const JkkCasePart *parts = jkk_case_parts (&n_parts);

  for (guint i = 0; i < n_parts; i++)
    if (!parts[i].is_list)
      fill_record (rand, parts[i].type, G_STRUCT_MEMBER_P (jcase, parts[i].offset), around);
    else
      for (guint row = (guint) g_rand_int_range (rand, 0, 4); row > 0; row--)
        {
          gpointer record = jkk_record_new (parts[i].type);

          fill_record (rand, parts[i].type, record, around);
          g_ptr_array_add (jkk_case_part_list (jcase, &parts[i]), record);
        }
  /* Most children are born before the accident, most claims made soon, most workers registered. */
  for (guint i = 0; i < jcase->children->len; i++)
    ((JkkChild *) jcase->children->pdata[i])->born = around - pick (rand, 0, 9000);
  for (guint i = 0; i < jcase->impairments->len; i++)
    ((JkkImpairment *) jcase->impairments->pdata[i])->table_row = pick (rand, 0, 50);
  if (g_rand_int_range (rand, 0, 4) > 0)
    {
      jcase->participant.registered = 1;
      jcase->accident.accident_day = around;
      jcase->claim.claimed_day = around + pick (rand, 0, 400);
    }
  return jcase;
}
