#define _GNU_SOURCE /* memmem */

#include "jkk-encryption.h"

#include "jkk-file.h"
#include "jkk-signature-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmlenc.h>
#include <xmlsec/xmltree.h>

/* The whole message, signature and all, is one element that only its recipient can read: XML-Enc with AES-256-GCM,
 * whose key is encrypted for the RSA key of the recipient by OAEP. Every tool for XML security reads this. */

#define NS_ENC "http://www.w3.org/2001/04/xmlenc#"

/* --- Writing --- */

static xmlSecKeysMngr *
manager_new (const char *pem, xmlSecKeyDataFormat format)
{
  xmlSecKeysMngr *manager = xmlSecKeysMngrCreate ();
  xmlSecKey *key =
      xmlSecCryptoAppKeyLoadMemory ((const xmlSecByte *) pem, (xmlSecSize) strlen (pem), format, NULL, NULL, NULL);

  if (key != NULL && xmlSecCryptoAppDefaultKeysMngrInit (manager) == 0 &&
      xmlSecCryptoAppDefaultKeysMngrAdoptKey (manager, key) == 0)
    return manager;
  g_clear_pointer (&key, xmlSecKeyDestroy);
  xmlSecKeysMngrDestroy (manager);
  return NULL;
}

static xmlNode *
template_new (xmlDoc *document, const char *fingerprint)
{
  xmlNode *data =
      xmlSecTmplEncDataCreate (document, xmlSecTransformAes256GcmId, NULL, xmlSecTypeEncElement, NULL, NULL);
  xmlNode *info = data != NULL ? xmlSecTmplEncDataEnsureKeyInfo (data, NULL) : NULL;
  xmlNode *key =
      info != NULL ? xmlSecTmplKeyInfoAddEncryptedKey (info, xmlSecTransformRsaOaepId, NULL, NULL, NULL) : NULL;
  xmlNode *key_info = key != NULL ? xmlSecTmplEncDataEnsureKeyInfo (key, NULL) : NULL;

  if (key_info != NULL && xmlSecTmplKeyInfoAddKeyName (key_info, BAD_CAST fingerprint) != NULL &&
      xmlSecTmplEncDataEnsureCipherValue (key) != NULL && xmlSecTmplEncDataEnsureCipherValue (data) != NULL)
    return data;
  g_clear_pointer (&data, xmlFreeNode);
  return NULL;
}

static gboolean
encrypt (xmlDoc *document, const JkkPartnerKey *key)
{
  xmlSecKeysMngr *manager = manager_new (key->pem, xmlSecKeyDataFormatCertPem);
  xmlNode *template = template_new (document, key->fingerprint);
  gboolean good = FALSE;

  if (manager != NULL && template != NULL)
    {
      xmlSecEncCtx *context = xmlSecEncCtxCreate (manager);

      context->encKey = xmlSecKeyGenerate (xmlSecKeyDataAesId, 256, xmlSecKeyDataTypeSession);
      good =
          context->encKey != NULL && xmlSecEncCtxXmlEncrypt (context, template, xmlDocGetRootElement (document)) == 0;
      xmlSecEncCtxDestroy (context);
    }
  if (template != NULL && template->parent == NULL)
    xmlFreeNode (template);
  g_clear_pointer (&manager, xmlSecKeysMngrDestroy);
  return good;
}

/**
 * jkk_encryption_encrypt:
 * @bytes: a message of the office, signed
 * @length: its length
 * @key: a key of its recipient, for encrypting
 * @encrypted_length: (out): length of the answer
 * @error: %JKK_ERROR_FORMAT: the key is none for encrypting
 *
 * Returns: (transfer full): an XML document that only the recipient can read
 */
char *
jkk_encryption_encrypt (
    const char *bytes, gsize length, const JkkPartnerKey *key, gsize *encrypted_length, GError **error)
{
  g_auto (JkkXmlText) text = { NULL, NULL };
  g_autoptr (JkkFault) fault = NULL;

  if (jkk_xmlsec_init () && jkk_xml_text_read (&text, bytes, length, &fault) && encrypt (text.document, key))
    return jkk_xml_text_write (text.document, encrypted_length);
  g_set_error (error, JKK_ERROR, JKK_ERROR_FORMAT,
               _ ("The message could not be encrypted for %s. Register an RSA certificate of this partner for "
                  "encrypting, or revoke the one that is registered."),
               key->partner);
  return NULL;
}

/* --- Reading --- */

static gboolean
is_encrypted (const xmlDoc *document)
{
  const xmlNode *root = xmlDocGetRootElement (document);

  return root != NULL && root->ns != NULL && strcmp ((const char *) root->ns->href, NS_ENC) == 0 &&
         strcmp ((const char *) root->name, "EncryptedData") == 0;
}

/**
 * jkk_encryption_is:
 * @bytes: a file from anybody
 * @length: its length
 *
 * Returns: whether it is an encrypted message
 */
gboolean
jkk_encryption_is (const char *bytes, gsize length)
{
  g_auto (JkkXmlText) text = { NULL, NULL };
  g_autoptr (JkkFault) fault = NULL;

  /* Most files are none, and need not be read twice to know it. */
  return length <= JKK_FILE_MAX && memmem (bytes, length, "EncryptedData", strlen ("EncryptedData")) != NULL &&
         jkk_xml_text_read (&text, bytes, length, &fault) && is_encrypted (text.document);
}

/* What an encrypted message may be made of. RSA without OAEP and the ciphers without a check (CBC) can be opened by
 * asking often enough; addresses would make this program fetch something. */
static const char *const elements[] = { "EncryptedData", "EncryptionMethod", "DigestMethod", "KeyInfo", "EncryptedKey",
                                        "KeyName",       "CipherData",       "CipherValue",  NULL };
static const char *const algorithms[] = { "http://www.w3.org/2009/xmlenc11#aes256-gcm",
                                          "http://www.w3.org/2009/xmlenc11#aes128-gcm",
                                          "http://www.w3.org/2001/04/xmlenc#rsa-oaep-mgf1p",
                                          "http://www.w3.org/2000/09/xmldsig#sha1", NULL };

static gboolean
is_as_accepted (const xmlNode *element)
{
  if (!g_strv_contains (elements, (const char *) element->name))
    return FALSE;
  for (const xmlAttr *attribute = element->properties; attribute != NULL; attribute = attribute->next)
    {
      xmlChar *value = xmlNodeListGetString (element->doc, attribute->children, 1);
      gboolean good = strcmp ((const char *) attribute->name, "Algorithm") != 0 ||
                      (value != NULL && attribute->ns == NULL && g_strv_contains (algorithms, (const char *) value));

      xmlFree (value);
      if (!good)
        return FALSE;
    }
  for (const xmlNode *child = element->children; child != NULL; child = child->next)
    if (child->type == XML_ELEMENT_NODE ? !is_as_accepted (child) : child->type != XML_TEXT_NODE)
      return FALSE;
  return TRUE;
}

static gboolean
restrict_to_shape (xmlSecEncCtx *context)
{
  xmlSecPtrList *data = &context->keyInfoReadCtx.enabledKeyData, *ways = &context->transformCtx.enabledTransforms;

  context->transformCtx.enabledUris = xmlSecTransformUriTypeNone;
  context->keyInfoReadCtx.maxRetrievalMethodLevel = 0;
  context->keyInfoReadCtx.maxEncryptedKeyLevel = 1;
  return xmlSecPtrListAdd (ways, (xmlSecPtr) xmlSecTransformAes256GcmId) == 0 &&
         xmlSecPtrListAdd (ways, (xmlSecPtr) xmlSecTransformAes128GcmId) == 0 &&
         xmlSecPtrListAdd (data, (xmlSecPtr) xmlSecKeyDataEncryptedKeyId) == 0;
}

static char *
decrypt_with (xmlNode *root, const JkkOwnKey *key, gsize *length)
{
  xmlSecKeysMngr *manager = manager_new (key->secret, xmlSecKeyDataFormatPem);
  char *plain = NULL;

  if (manager == NULL)
    return NULL;
  xmlSecEncCtx *context = xmlSecEncCtxCreate (manager);
  xmlSecBuffer *buffer = restrict_to_shape (context) ? xmlSecEncCtxDecryptToBuffer (context, root) : NULL;
  if (buffer != NULL)
    {
      *length = xmlSecBufferGetSize (buffer);
      plain = g_strndup ((const char *) xmlSecBufferGetData (buffer), *length);
    }
  xmlSecEncCtxDestroy (context);
  xmlSecKeysMngrDestroy (manager);
  return plain;
}

/**
 * jkk_encryption_decrypt:
 * @bytes: an encrypted message, from anybody
 * @length: its length
 * @keys: (element-type JkkOwnKey): the office's keys for encrypting
 * @decrypted_length: (out): length of the answer
 * @error: %JKK_ERROR_FORMAT: none of them opens it
 *
 * That a message could be decrypted says nothing of who has sent it: the signature inside does.
 *
 * Returns: (transfer full): the message inside, from anybody, with a NUL after it
 */
char *
jkk_encryption_decrypt (const char *bytes, gsize length, const GPtrArray *keys, gsize *decrypted_length, GError **error)
{
  g_auto (JkkXmlText) text = { NULL, NULL };
  g_autoptr (JkkFault) fault = NULL;

  if (jkk_xmlsec_init () && jkk_xml_text_read (&text, bytes, length, &fault) && is_encrypted (text.document) &&
      is_as_accepted (xmlDocGetRootElement (text.document)))
    for (guint i = 0; i < keys->len; i++)
      {
        xmlDoc *copy = xmlCopyDoc (text.document, 1); /* decrypting marks the nodes that it has seen */
        char *plain = decrypt_with (xmlDocGetRootElement (copy), keys->pdata[i], decrypted_length);

        xmlFreeDoc (copy);
        if (plain != NULL)
          return plain;
      }
  g_set_error_literal (
      error, JKK_ERROR, JKK_ERROR_FORMAT,
      _ ("The message is not encrypted for a key of this office. Encrypt it for the certificate that the "
         "office has given out (RSA-OAEP and AES-256-GCM), or send it without."));
  return NULL;
}
