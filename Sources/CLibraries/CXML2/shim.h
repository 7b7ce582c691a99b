#pragma once
/* Debian's libxml2 is built with ICU, whose headers clash with those inside Foundation; only a struct that is not used
   here has a field of theirs. */
#include <libxml/xmlversion.h>
#undef LIBXML_ICU_ENABLED
#include <libxml/parser.h>
#include <libxml/xmlerror.h>
#include <libxml/xmlreader.h>
