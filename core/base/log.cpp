#include "core/base/log.h"

namespace mbtr {

std::string toText(const Message& message)
{
    std::string place = message.path;
    if (message.line > 0)
        place += (place.empty() ? "line " : ", line ") + std::to_string(message.line);
    return place.empty() ? message.text : place + ": " + message.text;
}

} // namespace mbtr
