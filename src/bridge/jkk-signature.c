#include "jkk-signature.h"

#include "jkk-signature-private.h"

#include <glib/gi18n-lib.h>
#include <string.h>
#include <xmlsec/crypto.h>
#include <xmlsec/templates.h>
#include <xmlsec/xmldsig.h>
#include <xmlsec/xmltree.h>

/* What a key says of a signature. */
typedef enum
{
  OTHER,   /* another key has made it */
  MADE,    /* this key has made it */
  ALTERED, /* the message is not the one that was signed, whoever has done it */
} Verdict;

static xmlSecKey *
load_key (const char *pem, xmlSecKeyDataFormat format)
{
  return xmlSecCryptoAppKeyLoadMemory ((const xmlSecByte *) pem, (xmlSecSize) strlen (pem), format, NULL, NULL, NULL);
}

/* Beside the shape that was checked before: should that ever err, libxmlsec itself still knows nothing else. */
static gboolean
restrict_to_shape (xmlSecDSigCtx *context)
{
  const xmlSecTransformId signing[] = { xmlSecTransformExclC14NId,    xmlSecTransformInclC14NId,
                                        xmlSecTransformEcdsaSha256Id, xmlSecTransformEcdsaSha384Id,
                                        xmlSecTransformEcdsaSha512Id, xmlSecTransformRsaSha256Id,
                                        xmlSecTransformRsaSha384Id,   xmlSecTransformRsaSha512Id };
  const xmlSecTransformId reference[] = { xmlSecTransformEnvelopedId, xmlSecTransformExclC14NId,
                                          xmlSecTransformInclC14NId,  xmlSecTransformSha256Id,
                                          xmlSecTransformSha384Id,    xmlSecTransformSha512Id };
  gboolean good = TRUE;

  context->enabledReferenceUris = xmlSecTransformUriTypeEmpty;
  for (guint i = 0; i < G_N_ELEMENTS (signing); i++)
    good = good && xmlSecDSigCtxEnableSignatureTransform (context, signing[i]) == 0;
  for (guint i = 0; i < G_N_ELEMENTS (reference); i++)
    good = good && xmlSecDSigCtxEnableReferenceTransform (context, reference[i]) == 0;
  return good;
}

static Verdict
read_verdict (xmlSecDSigCtx *context)
{
  xmlSecPtrList *references = &context->signedInfoReferences;
  xmlSecDSigReferenceCtx *only = xmlSecPtrListGetSize (references) == 1 ? xmlSecPtrListGetItem (references, 0) : NULL;

  if (only != NULL && only->status == xmlSecDSigStatusInvalid)
    return ALTERED;
  return only != NULL && only->status == xmlSecDSigStatusSucceeded && context->status == xmlSecDSigStatusSucceeded
             ? MADE
             : OTHER;
}

static Verdict
try_key (xmlNode *signature, const JkkPartnerKey *key)
{
  xmlSecDSigCtx *context = xmlSecDSigCtxCreate (NULL);
  Verdict verdict = OTHER;

  context->signKey = load_key (key->pem, xmlSecKeyDataFormatCertPem);
  /* With a key in its hand it looks at no KeyInfo. */
  if (context->signKey != NULL && restrict_to_shape (context) && xmlSecDSigCtxVerify (context, signature) == 0)
    verdict = read_verdict (context);
  xmlSecDSigCtxDestroy (context);
  return verdict;
}

static JkkFault *
fault_key_day (const JkkXmlText *text, const xmlNode *node, const JkkPartnerKey *key, JkkDay day)
{
  gboolean revoked = key->revoked_day != JKK_NONE && day >= key->revoked_day;
  gboolean early = key->from_day != JKK_NONE && day < key->from_day;
  JkkDay from = revoked ? key->revoked_day : early ? key->from_day : key->until_day;
  g_autofree char *shown = from != JKK_NONE ? jkk_day_to_text (from) : g_strdup ("—");
  g_autofree char *sentence =
      revoked ? g_strdup_printf (_ ("The key of this signature was revoked and counts no longer since %s."), shown)
      : early ? g_strdup_printf (_ ("The key of this signature counts only from %s on."), shown)
              : g_strdup_printf (_ ("The key of this signature has counted until %s only."), shown);

  return jkk_xml_text_fault (text, node,
                             revoked ? "signature-key-revoked"
                             : early ? "signature-key-not-yet"
                                     : "signature-key-expired",
                             sentence, _ ("Sign with your new key; give its certificate to the office first."));
}

static JkkFault *
fault_altered (const JkkXmlText *text, const xmlNode *node)
{
  return jkk_xml_text_fault (text, node, "signature-altered", _ ("The message was changed after it was signed."),
                             _ ("Sign the message last, and send the file as it was signed: no program may arrange it "
                                "anew."));
}

static JkkSignatureState
judge (const JkkXmlText *text, xmlNode *signature, const GPtrArray *keys, JkkDay day, char **signer, JkkFault **fault)
{
  const JkkPartnerKey *dated = NULL;
  guint n_signing = 0;

  for (guint i = 0; i < keys->len; i++)
    {
      const JkkPartnerKey *key = keys->pdata[i];

      if (!g_str_equal (key->purpose, JKK_KEY_SIGNS))
        continue;
      n_signing++;
      Verdict verdict = try_key (signature, key);
      if (verdict == ALTERED)
        {
          *fault = fault_altered (text, signature);
          return JKK_SIGNATURE_BAD;
        }
      if (verdict == MADE && jkk_partner_key_counts (key, day))
        {
          *signer = g_strdup (key->fingerprint);
          return JKK_SIGNATURE_GOOD;
        }
      if (verdict == MADE)
        dated = key;
    }
  if (dated != NULL)
    *fault = fault_key_day (text, signature, dated, day);
  else if (n_signing > 0)
    *fault =
        jkk_xml_text_fault (text, signature, "signature-wrong",
                            _ ("The signature was not made with a key that the office has registered for you."),
                            _ ("Sign with the registered key, or give the certificate of the new one to the office."));
  if (*fault != NULL)
    return JKK_SIGNATURE_BAD;
  *fault = jkk_xml_text_fault (text, signature, "signature-unknown-key",
                               _ ("The office has registered no key of yours, so the signature could not be checked."),
                               _ ("Give your certificate to the office; it registers the key."));
  return JKK_SIGNATURE_UNKNOWN;
}

/**
 * jkk_signature_verify:
 * @bytes: a message from anybody
 * @length: its length
 * @keys: (element-type JkkPartnerKey): the registered keys of its sender, also those that count no longer
 * @day: the day on which it is read
 * @signer: (out): fingerprint of the key that signed it, if that is good; else %NULL
 * @fault: (out): what is wrong, if anything is: also that it is not signed, or could not be checked
 *
 * Only what covers the whole message counts: see jkk-signature-shape.c.
 *
 * Returns: what the signature is worth
 */
JkkSignatureState
jkk_signature_verify (
    const char *bytes, gsize length, const GPtrArray *keys, JkkDay day, char **signer, JkkFault **fault)
{
  g_auto (JkkXmlText) text = { NULL, NULL };

  *signer = NULL;
  *fault = NULL;
  if (!jkk_xmlsec_init () || !jkk_xml_text_read (&text, bytes, length, fault))
    {
      if (*fault == NULL)
        *fault = jkk_fault_new (0, 0, NULL, "signature-unreadable", _ ("The signature could not be read."), NULL);
      return JKK_SIGNATURE_BAD;
    }
  xmlNode *signature = jkk_signature_find (&text, fault);
  if (*fault != NULL || (signature != NULL && !jkk_signature_check_shape (&text, signature, fault)))
    return JKK_SIGNATURE_BAD;
  if (signature != NULL)
    return judge (&text, signature, keys, day, signer, fault);
  *fault = jkk_xml_text_fault (&text, xmlDocGetRootElement (text.document), "signature-missing",
                               _ ("The message is not signed."),
                               _ ("Sign it with your key; santun-check does it, or any program for XML signatures."));
  return JKK_SIGNATURE_NONE;
}

/* --- Signing --- */

static xmlNode *
add_template (xmlDoc *document, const JkkOwnKey *key, xmlSecTransformId method)
{
  xmlNode *root = xmlDocGetRootElement (document);
  xmlNode *signature = xmlSecTmplSignatureCreate (document, xmlSecTransformExclC14NId, method, NULL);
  xmlNode *reference = xmlSecTmplSignatureAddReference (signature, xmlSecTransformSha256Id, NULL, BAD_CAST "", NULL);
  xmlNode *key_info = xmlSecTmplSignatureEnsureKeyInfo (signature, NULL);

  xmlAddChild (root, signature);
  if (reference == NULL || key_info == NULL ||
      xmlSecTmplReferenceAddTransform (reference, xmlSecTransformEnvelopedId) == NULL ||
      xmlSecTmplReferenceAddTransform (reference, xmlSecTransformExclC14NId) == NULL ||
      xmlSecTmplKeyInfoAddKeyName (key_info, BAD_CAST key->certificate->fingerprint) == NULL)
    return NULL;
  return signature;
}

static gboolean
sign (xmlDoc *document, const JkkOwnKey *key)
{
  xmlSecDSigCtx *context = xmlSecDSigCtxCreate (NULL);
  gboolean good = FALSE;

  context->signKey = load_key (key->secret, xmlSecKeyDataFormatPem);
  if (context->signKey != NULL)
    {
      gboolean is_rsa = xmlSecKeyDataCheckId (xmlSecKeyGetValue (context->signKey), xmlSecKeyDataRsaId);
      xmlNode *signature =
          add_template (document, key, is_rsa ? xmlSecTransformRsaSha256Id : xmlSecTransformEcdsaSha256Id);

      /* The name of the key is there for people; writing it must not replace it. */
      good = signature != NULL && xmlSecDSigCtxSign (context, signature) == 0 &&
             context->status == xmlSecDSigStatusSucceeded;
    }
  xmlSecDSigCtxDestroy (context);
  return good;
}

/**
 * jkk_signature_sign:
 * @bytes: a message without signature
 * @length: its length
 * @key: the key of its sender
 * @signed_length: (out): length of the answer
 * @error: %JKK_ERROR_REFUSED: it is signed already; %JKK_ERROR_FORMAT: it is no XML, or the key cannot sign
 *
 * Signs the whole message: ECDSA (or RSA, as the key is) with SHA-256, exclusive canonicalization.
 *
 * Returns: (transfer full): the signed message in UTF-8
 */
char *
jkk_signature_sign (const char *bytes, gsize length, const JkkOwnKey *key, gsize *signed_length, GError **error)
{
  g_auto (JkkXmlText) text = { NULL, NULL };
  g_autoptr (JkkFault) fault = NULL;
  gboolean readable = jkk_xmlsec_init () && jkk_xml_text_read (&text, bytes, length, &fault);

  if (readable && (jkk_signature_find (&text, &fault) != NULL || fault != NULL))
    {
      g_set_error_literal (error, JKK_ERROR, JKK_ERROR_REFUSED,
                           _ ("The message is signed already. Take the signature out before you sign it anew."));
      return NULL;
    }
  if (readable && sign (text.document, key))
    return jkk_xml_text_write (text.document, signed_length);
  g_set_error_literal (error, JKK_ERROR, JKK_ERROR_FORMAT,
                       _ ("The message could not be signed. Check that it is a message, and that the key is one for "
                          "signing."));
  return NULL;
}
