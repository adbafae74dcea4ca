#include "core/store/file_memory.h"

#include "core/base/error.h"
#include "core/base/memory.h"

namespace mbtr {

void requireMemoryForFile(std::int64_t bytes, const std::string& path, const std::string& what)
{
    const std::int64_t available = availableMemory();
    if (bytes > available)
        throw FileError(path, 0, what + " needs " + bytesToText(bytes) + " of memory, " + bytesToText(available) + " are free");
}

} // namespace mbtr
