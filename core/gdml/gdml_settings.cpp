#include "core/gdml/gdml_settings.h"

#include "core/base/text.h"
#include "core/mbtr/settings_json.h"

namespace mbtr {

std::string textOf(const GdmlTrainingSettings& s)
{
    const auto number = [](std::optional<double> value) { return value ? toText(*value) + ' ' : std::string("- "); };
    std::string text = s.energy + '\n' + s.forces + '\n' + std::to_string(s.split.validate) + ' ' + std::to_string(s.split.seed)
        + ' ' + std::to_string(static_cast<int>(s.split.method)) + ' ' + std::to_string(s.validateLast) + ' '
        + std::to_string(s.useSymmetry) + ' ' + number(s.length) + number(s.lambda);
    if (s.descriptor.kind == GdmlDescriptor::Mbtr)
        text += toJson(s.descriptor.representation);
    return text;
}

} // namespace mbtr
