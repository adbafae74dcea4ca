#include "core/base/error.h"
#include "core/io/json/json_input.h"
#include "core/io/json/json_readers.h"
#include "core/io/readers.h"
#include "core/io/text_input.h"

#include <nlohmann/json.hpp>

namespace mbtr {

namespace {

bool isAse(const Json& json)
{
    return json.contains("ids") || json.contains("positions") || json.contains("__ase_objtype__");
}

bool isPymatgen(const Json& json)
{
    return json.contains("sites") || json.contains("@class") || (json.contains("structure") && json["structure"].is_object());
}

} // namespace

Dataset readJson(TextInput& input)
{
    const Json json = parseJson(input);
    const bool list = json.is_array() && !json.empty();
    const Json& first = list ? json[0] : json;
    if (!list && first.is_object() && first.contains("structures") && first["structures"].is_array() && !first.contains("@class"))
        return readChemiscope(json, input.path());
    if (first.is_object() && isPymatgen(first))
        return readPymatgen(json, input.path());
    if (first.is_object() && isAse(first))
        return readAseJson(json, input.path());
    throw FileError(input.path(), 0,
                    "is JSON, but holds no structures as chemiscope ('structures'), pymatgen ('sites') or ASE ('positions', "
                    "'ids') write them");
}

} // namespace mbtr
