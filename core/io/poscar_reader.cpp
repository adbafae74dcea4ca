#include "core/io/readers.h"
#include "core/io/text_input.h"
namespace mbtr {
Dataset readPoscar(TextInput& input) { input.fail("not yet"); }
Dataset readCif(TextInput& input) { input.fail("not yet"); }
}
