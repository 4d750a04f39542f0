#pragma once

#include <glib.h>

G_BEGIN_DECLS

/**
 * JkkDice:
 *
 * Where the invented cases take their accidents from: a splitmix64 generator. It is seeded by what it shall decide, so
 * that each case can be made alone, on any machine, and always the same; nothing here is for secrets.
 */
typedef struct
{
  guint64 state;
} JkkDice;

/* The next 64 bits. */
static inline guint64
jkk_dice_next (JkkDice *dice)
{
  guint64 z = dice->state += G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  z = (z ^ (z >> 30)) * G_GUINT64_CONSTANT (0xbf58476d1ce4e5b9);
  z = (z ^ (z >> 27)) * G_GUINT64_CONSTANT (0x94d049bb133111eb);
  return z ^ (z >> 31);
}

/* Dice for one thing: the @index-th of a @kind in the office of @seed. */
static inline JkkDice
jkk_dice_new (guint32 seed, guint32 kind, guint64 index)
{
  JkkDice dice = { ((guint64) seed << 32 | kind) ^ (index * G_GUINT64_CONSTANT (0xd1342543de82ef95)) };

  jkk_dice_next (&dice);
  return dice;
}

/* A number from 0 to below @n. */
static inline guint
jkk_dice_below (JkkDice *dice, guint n)
{
  return (guint) (((jkk_dice_next (dice) >> 32) * n) >> 32);
}

/* A number from @low to @high, both included. */
static inline gint64
jkk_dice_between (JkkDice *dice, gint64 low, gint64 high)
{
  return low + (gint64) jkk_dice_below (dice, (guint) (high - low + 1));
}

/* True so many times out of ten thousand. */
static inline gboolean
jkk_dice_chance (JkkDice *dice, guint per_ten_thousand)
{
  return jkk_dice_below (dice, 10000) < per_ten_thousand;
}

/* A place in a table of weights. */
static inline guint
jkk_dice_weighted (JkkDice *dice, const guint *weights, guint n)
{
  guint sum = 0, i = 0;

  for (guint k = 0; k < n; k++)
    sum += weights[k];
  guint at = jkk_dice_below (dice, sum);
  while (at >= weights[i])
    at -= weights[i++];
  return i;
}

#define JKK_DICE_PICK(dice, table) ((table)[jkk_dice_below (dice, G_N_ELEMENTS (table))])

G_END_DECLS
