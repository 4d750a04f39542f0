#pragma once

#include "jkk-message.h"

G_BEGIN_DECLS

/* What a file may ask of this program at most; far above any honest case or message. */
#define JKK_XML_MAX_DEPTH 64
#define JKK_XML_MAX_TAG (64 * 1024)
#define JKK_XML_MAX_ATTRIBUTES 64
#define JKK_XML_MAX_TEXT (1024 * 1024)
#define JKK_XML_MAX_ELEMENTS 50000
#define JKK_XML_MAX_FAULTS 50

typedef struct _JkkXmlNode JkkXmlNode;

typedef struct _JkkXmlAttribute JkkXmlAttribute;
typedef struct _JkkXmlArena JkkXmlArena;

struct _JkkXmlAttribute
{
  const char *name;
  const char *value;
  const JkkXmlAttribute *next;
};

/**
 * JkkXmlNode:
 * @name: local name
 * @ns: (nullable): its namespace
 * @line: line of its "<", from 1
 * @column: column of its "<" in characters, from 1
 * @text: the characters inside it, up to its first child
 * @attributes: (nullable): the last of its attributes
 * @children: (nullable): #JkkXmlNode in the order of the file
 * @parent: (nullable): the element around it
 * @fault: (nullable): the fault that the schema found with its value
 * @arena: where the tree lies
 *
 * An element of a file that was read.
 */
struct _JkkXmlNode
{
  const char *name;
  const char *ns;
  int line;
  int column;
  const char *text;
  const JkkXmlAttribute *attributes;
  GPtrArray *children;
  JkkXmlNode *parent;
  JkkFault *fault; /* borrowed from the list of faults */
  JkkXmlArena *arena;
};

/**
 * JkkXmlKind:
 * @root: local name of the root
 * @ns: its namespace
 * @schema: the schema file that describes it
 *
 * A kind of file that the bridge reads.
 */
typedef struct
{
  const char *root;
  const char *ns;
  const char *schema;
} JkkXmlKind;

typedef struct _JkkXmlFile JkkXmlFile;

JkkXmlFile *jkk_xml_file_read (const char *bytes, gsize length, const JkkXmlKind *const *kinds);
void jkk_xml_file_free (JkkXmlFile *file);
const JkkXmlKind *jkk_xml_file_kind (const JkkXmlFile *file);
JkkXmlNode *jkk_xml_file_root (const JkkXmlFile *file);
gboolean jkk_xml_file_is_full (const JkkXmlFile *file);
void
jkk_xml_file_add_fault (JkkXmlFile *file, JkkXmlNode *node, const char *code, const char *text, const char *repair);
gboolean jkk_xml_file_finish (JkkXmlFile *file, GPtrArray **faults, GError **error);

JkkXmlNode *jkk_xml_node_find (const JkkXmlNode *node, const char *name);
const char *jkk_xml_node_attribute (const JkkXmlNode *node, const char *name);
const char *jkk_xml_node_text (const JkkXmlNode *node, const char *name);
char *jkk_xml_node_trimmed (const JkkXmlNode *node, const char *name);
guint jkk_xml_node_index (const JkkXmlNode *node, guint *n);
char *jkk_xml_node_path (const JkkXmlNode *node);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (JkkXmlFile, jkk_xml_file_free)

G_END_DECLS
