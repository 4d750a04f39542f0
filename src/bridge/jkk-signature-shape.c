#include "jkk-signature-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>

/* What a signature may look like. XML-DSig lets a signature cover parts, fetch keys and run programs; nearly every
 * attack on it uses one of these. Here it has one shape: it stands last in the message, covers the whole of it, and
 * names no key. Nothing else reaches libxmlsec. */

#define NS_DSIG "http://www.w3.org/2000/09/xmldsig#"
#define C14N "http://www.w3.org/TR/2001/REC-xml-c14n-20010315"
#define EXC_C14N "http://www.w3.org/2001/10/xml-exc-c14n#"
#define ENVELOPED NS_DSIG "enveloped-signature"

static const char *const canonicalizations[] = { EXC_C14N, C14N, NULL };
static const char *const methods[] = { "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha256",
                                       "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha384",
                                       "http://www.w3.org/2001/04/xmldsig-more#ecdsa-sha512",
                                       "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
                                       "http://www.w3.org/2001/04/xmldsig-more#rsa-sha384",
                                       "http://www.w3.org/2001/04/xmldsig-more#rsa-sha512",
                                       NULL };
static const char *const digests[] = { "http://www.w3.org/2001/04/xmlenc#sha256",
                                       "http://www.w3.org/2001/04/xmldsig-more#sha384",
                                       "http://www.w3.org/2001/04/xmlenc#sha512", NULL };

typedef struct
{
  const JkkXmlText *text;
  JkkFault **fault;
} Shape;

static gboolean
wrong (const Shape *shape, const xmlNode *node, const char *code, const char *sentence, const char *repair)
{
  *shape->fault = jkk_xml_text_fault (shape->text, node, code, sentence, repair);
  return FALSE;
}

static gboolean
wrong_shape (const Shape *shape, const xmlNode *node)
{
  return wrong (
      shape, node, "signature-shape", _ ("The signature is not made as the office accepts it."),
      _ ("Sign the whole message with an enveloped XML signature: SignedInfo with one Reference, SignatureValue, "
         "and no more than a KeyName in KeyInfo, without Ids, comments and Objects."));
}

static gboolean
is_dsig (const xmlNode *node, const char *name)
{
  return node != NULL && node->type == XML_ELEMENT_NODE && node->ns != NULL &&
         strcmp ((const char *) node->ns->href, NS_DSIG) == 0 &&
         (name == NULL || strcmp ((const char *) node->name, name) == 0);
}

static xmlNode *
next_in_document (xmlNode *node)
{
  if (node->type == XML_ELEMENT_NODE && node->children != NULL)
    return node->children;
  while (node != NULL && node->next == NULL)
    node = node->parent != NULL && node->parent->type == XML_ELEMENT_NODE ? node->parent : NULL;
  return node != NULL ? node->next : NULL;
}

/**
 * jkk_signature_find:
 * @text: a file
 * @fault: (out): several signatures, or one in another place than the end of the message
 *
 * Returns: (nullable): its only signature; %NULL without a fault if it has none
 */
xmlNode *
jkk_signature_find (const JkkXmlText *text, JkkFault **fault)
{
  xmlNode *root = xmlDocGetRootElement (text->document), *found = NULL;
  const Shape shape = { text, fault };

  for (xmlNode *node = root; node != NULL; node = next_in_document (node))
    {
      if (!is_dsig (node, "Signature"))
        continue;
      if (found != NULL)
        {
          wrong (&shape, node, "signature-several", _ ("The message has more than one signature."),
                 _ ("Sign the message once, as a whole."));
          return NULL;
        }
      found = node;
    }
  if (found == NULL || (found->parent == root && xmlNextElementSibling (found) == NULL))
    return found;
  wrong (&shape, found, "signature-place", _ ("The signature does not stand at the end of the message."),
         _ ("Put it as the last element into the root itself: into <pesan> after the body, into <Bundle> after the "
            "entries."));
  return NULL;
}

/* Text only where a value belongs; no comments, references or instructions anywhere, for two programs may read around
 * them in two ways. */
static gboolean
check_nodes (const Shape *shape, xmlNode *element)
{
  static const char *const values[] = { "DigestValue", "SignatureValue", "KeyName", NULL };
  gboolean is_value = g_strv_contains (values, (const char *) element->name);

  for (xmlNode *child = element->children; child != NULL; child = child->next)
    {
      if (child->type == XML_ELEMENT_NODE && !is_value && is_dsig (child, NULL))
        {
          if (!check_nodes (shape, child))
            return FALSE;
        }
      else if (child->type != XML_TEXT_NODE || (!is_value && !xmlIsBlankNode (child)))
        return wrong_shape (shape, child->type == XML_ELEMENT_NODE ? child : element);
    }
  return TRUE;
}

/* The one attribute that an element may have, without a namespace; xmlGetProp() would take one of any namespace. */
static gboolean
take_attribute (const Shape *shape, xmlNode *node, const char *name, const char **value)
{
  const xmlAttr *attribute = node->properties;

  *value = NULL;
  if (attribute == NULL)
    return name == NULL || wrong_shape (shape, node);
  if (attribute->next != NULL || attribute->ns != NULL || name == NULL ||
      strcmp ((const char *) attribute->name, name) != 0)
    return wrong_shape (shape, node);
  const xmlNode *text = attribute->children;
  if (text != NULL && (text->type != XML_TEXT_NODE || text->next != NULL))
    return wrong_shape (shape, node);
  *value = text != NULL && text->content != NULL ? (const char *) text->content : "";
  return TRUE;
}

/* The next element of a row, which must have this name. */
static gboolean
take (const Shape *shape, xmlNode **next, const char *name, const char *attribute, const char **value)
{
  xmlNode *node = *next;

  if (!is_dsig (node, name))
    return wrong_shape (shape, node);
  *next = xmlNextElementSibling (node);
  return take_attribute (shape, node, attribute, value);
}

static gboolean
take_algorithm (const Shape *shape, xmlNode **next, const char *name, const char *const *allowed, const char *code)
{
  const char *value;
  xmlNode *node = *next;

  if (!take (shape, next, name, "Algorithm", &value))
    return FALSE;
  if (g_strv_contains (allowed, value)) /* none of them has parameters */
    return xmlFirstElementChild (node) == NULL || wrong_shape (shape, node);
  g_autofree char *sentence = g_strdup_printf (_ ("“%s” is not accepted in a signature."), value);
  return wrong (
      shape, node, code, sentence,
      _ ("Use ECDSA or RSA with SHA-256, exclusive canonicalization, the transform enveloped-signature and the "
         "digest SHA-256."));
}

static gboolean
check_transforms (const Shape *shape, xmlNode *transforms)
{
  static const char *const enveloped[] = { ENVELOPED, NULL };
  xmlNode *next = xmlFirstElementChild (transforms);
  const char *none;

  if (!take_attribute (shape, transforms, NULL, &none) ||
      !take_algorithm (shape, &next, "Transform", enveloped, "signature-transform"))
    return FALSE;
  if (next != NULL && !take_algorithm (shape, &next, "Transform", canonicalizations, "signature-transform"))
    return FALSE;
  return next == NULL ? TRUE : wrong_shape (shape, next);
}

static gboolean
check_reference (const Shape *shape, xmlNode *reference)
{
  xmlNode *next = xmlFirstElementChild (reference), *transforms = next;
  const char *none;

  if (!is_dsig (transforms, "Transforms"))
    return wrong_shape (shape, reference);
  next = xmlNextElementSibling (next);
  return check_transforms (shape, transforms) &&
         take_algorithm (shape, &next, "DigestMethod", digests, "signature-algorithm") &&
         take (shape, &next, "DigestValue", NULL, &none) && (next == NULL || wrong_shape (shape, next));
}

static gboolean
check_signed_info (const Shape *shape, xmlNode *signed_info)
{
  xmlNode *next = xmlFirstElementChild (signed_info);
  const char *uri;

  if (!take_algorithm (shape, &next, "CanonicalizationMethod", canonicalizations, "signature-transform") ||
      !take_algorithm (shape, &next, "SignatureMethod", methods, "signature-algorithm"))
    return FALSE;
  xmlNode *reference = next;
  if (!take (shape, &next, "Reference", "URI", &uri))
    return FALSE;
  if (*uri != '\0' || next != NULL)
    return wrong (shape, next != NULL ? next : reference, "signature-reference",
                  _ ("The signature does not cover the whole message and nothing else."),
                  _ ("Write one single reference, with an empty address: <Reference URI=\"\">."));
  return check_reference (shape, reference);
}

static gboolean
check_key_info (const Shape *shape, xmlNode *key_info)
{
  xmlNode *name = xmlFirstElementChild (key_info);
  const char *none;

  if (!take_attribute (shape, key_info, NULL, &none))
    return FALSE;
  if (name == NULL || (is_dsig (name, "KeyName") && xmlNextElementSibling (name) == NULL))
    return name == NULL || take_attribute (shape, name, NULL, &none);
  return wrong (shape, name, "signature-key-given", _ ("The signature brings its own key, which proves nothing."),
                _ ("Leave KeyInfo out, or write only a KeyName: the office uses the key that it has registered."));
}

/**
 * jkk_signature_check_shape:
 * @text: a file
 * @signature: its signature
 * @fault: (out): what is not as it must be
 *
 * Returns: whether the signature covers the whole message, by means that are trusted, and brings no key along
 */
gboolean
jkk_signature_check_shape (const JkkXmlText *text, xmlNode *signature, JkkFault **fault)
{
  const Shape shape = { text, fault };
  xmlNode *next = xmlFirstElementChild (signature), *signed_info = next;
  const char *none;

  if (!take_attribute (&shape, signature, NULL, &none) || !take (&shape, &next, "SignedInfo", NULL, &none) ||
      !check_signed_info (&shape, signed_info) || !take (&shape, &next, "SignatureValue", NULL, &none))
    return FALSE;
  if (is_dsig (next, "KeyInfo"))
    {
      if (!check_key_info (&shape, next))
        return FALSE;
      next = xmlNextElementSibling (next);
    }
  if (next != NULL)
    return wrong_shape (&shape, next);
  return check_nodes (&shape, signature);
}
