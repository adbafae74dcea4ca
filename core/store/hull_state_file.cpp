#include "core/store/hull_state_file.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/base/whole_file.h"
#include "core/store/model_parts.h"

#include <algorithm>
#include <fstream>
#include <iterator>
#include <nlohmann/json.hpp>
#include <ostream>

namespace mbtr {

namespace {

using Json = nlohmann::ordered_json;

constexpr const char* kFormat = "mbtr hull search";
constexpr int kVersion = 1;
constexpr int kMostRounds = 1'000'000'000; ///< so that one more can be counted

std::string contentOf(const std::string& path)
{
    std::ifstream file(path, std::ios::binary);
    if (!file)
        throw FileError(path, 0, "cannot be read");
    return {std::istreambuf_iterator<char>(file), {}};
}

HullRule ruleCalled(const std::string& name)
{
    const auto names = hullRuleNames();
    const auto found = std::find(names.begin(), names.end(), name);
    if (found == names.end())
        throw SettingsError("rule", "unknown rule " + inQuotes(name));
    return static_cast<HullRule>(found - names.begin());
}

HullStateFile fromJson(const Json& json)
{
    if (json.at("format") != kFormat)
        throw SettingsError("format", "expected \"" + std::string(kFormat) + "\"");
    if (wholeFrom(json, "version", 1) > kVersion)
        throw SettingsError("version", "is from a newer program");
    if (!json.at("seed").is_number_unsigned())
        throw SettingsError("seed", "must be a whole number, 0 or larger");
    const int round = wholeFrom(json, "round", 0, kMostRounds);
    HullStateFile state {.structures = wholeFrom(json, "structures", 0),
                         .energy = json.at("energy").get<std::string>(),
                         .rule = ruleCalled(json.at("rule").get<std::string>()),
                         .seed = json.at("seed").get<std::uint64_t>(),
                         .round = round,
                         .quietRounds = wholeFrom(json, "quiet_rounds", 0, round),
                         .told = {}};
    for (const Json& entry : json.at("told")) {
        const int structure = wholeFrom(entry, "structure", 0);
        const double energy = finiteFrom(entry, "energy");
        if (structure >= state.structures)
            throw SettingsError("told", "expected a structure below " + std::to_string(state.structures));
        state.tell(structure, energy);
    }
    return state;
}

} // namespace

void HullStateFile::tell(int structure, double energyPerAtom)
{
    const auto found = std::find_if(told.begin(), told.end(), [=](const auto& entry) { return entry.first == structure; });
    if (found != told.end())
        found->second = energyPerAtom;
    else
        told.emplace_back(structure, energyPerAtom);
}

HullStateFile readHullState(const std::string& path, int structures, const std::string& energy)
{
    HullStateFile state;
    try {
        state = fromJson(Json::parse(contentOf(path)));
    } catch (const Json::exception&) {
        throw FileError(path, 0, "is no state of a hull search, or damaged");
    } catch (const SettingsError& error) {
        throw FileError(path, 0, std::string("is no state of a hull search: ") + error.what());
    }
    if (state.structures != structures || state.energy != energy)
        throw FileError(path, 0,
                        "belongs to " + std::to_string(state.structures) + " structures and the energy " + inQuotes(state.energy)
                            + ", here are " + std::to_string(structures) + " and " + inQuotes(energy));
    return state;
}

void writeHullState(const HullStateFile& state, const std::string& path)
{
    Json told = Json::array();
    for (const auto& [structure, energy] : state.told)
        told.push_back({{"structure", structure}, {"energy", energy}});
    const Json json {{"format", kFormat},
                     {"version", kVersion},
                     {"structures", state.structures},
                     {"energy", state.energy},
                     {"rule", hullRuleNames()[static_cast<std::size_t>(state.rule)]},
                     {"seed", state.seed},
                     {"round", state.round},
                     {"quiet_rounds", state.quietRounds},
                     {"told", told}};
    writeWhole(path, [&](std::ostream& out) { out << json.dump(1) << '\n'; });
}

} // namespace mbtr
