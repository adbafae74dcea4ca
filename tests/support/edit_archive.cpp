#include "tests/support/edit_archive.h"

#include "core/store/zip_archive.h"

#include <memory>

namespace mbtr::test {

void changePart(const std::string& path, const std::string& part, const std::function<std::string(const std::string&)>& change)
{
    ZipWriter writer(path);
    {
        const ZipReader archive(path);
        for (const std::string& name : archive.names())
            writer.add(name, name == part ? change(archive.text(name)) : archive.text(name));
    }
    writer.finish();
}

void setInPart(const std::string& path, const std::string& part, const std::string& place, const nlohmann::ordered_json& value)
{
    changePart(path, part, [&](const std::string& text) {
        auto json = nlohmann::ordered_json::parse(text);
        json[nlohmann::ordered_json::json_pointer(place)] = value;
        return json.dump();
    });
}

} // namespace mbtr::test
