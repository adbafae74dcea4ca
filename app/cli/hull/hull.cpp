#include "app/cli/commands.h"
#include "app/cli/hull/hull_options.h"
#include "app/cli/inputs.h"
#include "app/cli/terminal_progress.h"
#include "app/cli/training_json.h"
#include "core/chemistry/element.h"
#include "core/thermodynamics/phase_diagram.h"

#include <CLI/CLI.hpp>
#include <cmath>
#include <memory>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

namespace {

using Json = nlohmann::ordered_json;

struct HullCommand : HullOptions {
    std::string predicted;
};

Json sharesJson(const std::vector<PhaseShare>& shares, const PhasePoints& points)
{
    Json list = Json::array();
    for (const PhaseShare& share : shares)
        list.push_back({{"structure", structureJson(points, share.point)},
                        {"composition", compositionJson(points, share.point)},
                        {"amount", share.amount}});
    return list;
}

Json placeJson(const PhasePlace& place, const PhasePoints& points, int structure, const std::string& name)
{
    Json json {{"structure", structure},
               {"name", name},
               {"composition", compositionJson(points, structure)},
               {"energy", place.energy},
               {"above_hull", place.aboveHull},
               {"on_hull", place.isOnHull},
               {"decomposition", sharesJson(place.decomposition, points)}};
    if (place.reactionEnergy)
        json["reaction_energy"] = *place.reactionEnergy;
    return json;
}

Json verticesJson(const PhaseDiagram& diagram, const PhasePoints& points, const Eigen::VectorXd& formation)
{
    Json list = Json::array();
    const Eigen::VectorXd energies = withElements(formation, points.fractions.rows());
    for (const int vertex : diagram.hull.vertices)
        list.push_back({{"composition", compositionJson(points, vertex)},
                        {"energy", energies[vertex]},
                        {"structure", structureJson(points, vertex)}});
    return list;
}

Json facetsJson(const PhaseDiagram& diagram, const PhasePoints& points)
{
    Json list = Json::array();
    for (const HullFacet& facet : diagram.hull.facets) {
        Json potentials = Json::object();
        for (std::size_t e = 0; e < points.elements.size(); ++e)
            potentials[std::string(elementSymbol(points.elements[e]))] = facet.potentials[static_cast<Eigen::Index>(e)];
        Json vertices = Json::array();
        for (const int vertex : facet.vertices)
            vertices.push_back(structureJson(points, vertex));
        list.push_back({{"vertices", vertices}, {"chemical_potentials", potentials}});
    }
    return list;
}

/// Structures with an energy, and those with only a predicted one, which is then said.
Json structuresJson(const Dataset& dataset, const HullData& data, const PhaseDiagram& diagram,
                    const std::optional<Eigen::VectorXd>& predicted)
{
    HullProgram stable = stablePhases(diagram, data.points, data.formation);
    Json list = Json::array();
    for (int i = 0; i < dataset.size(); ++i) {
        const auto& known = diagram.places[static_cast<std::size_t>(i)];
        const std::string& name = dataset.structures[static_cast<std::size_t>(i)].name;
        const bool isPredicted = predicted && !std::isnan((*predicted)[i]);
        if (known)
            list.push_back(placeJson(*known, data.points, i, name));
        else if (isPredicted)
            list.push_back(
                placeJson(placeIn(stable, data.points.fractions.col(i), (*predicted)[i], data.tolerance), data.points, i, name));
        if (isPredicted && known)
            list.back()["predicted"] = (*predicted)[i];
        if (isPredicted && !known)
            list.back()["is_predicted"] = true;
    }
    return list;
}

std::optional<Eigen::VectorXd> predictedEnergies(const HullCommand& options, const Dataset& dataset, const HullData& data)
{
    if (options.predicted.empty())
        return std::nullopt;
    requireSameUnit(dataset, options.energies.property, options.predicted);
    return formationEnergies(phasePoints(dataset, options.predicted, options.energies.perCell), data.references);
}

void run(const HullCommand& options)
{
    TerminalProgress progress;
    const Dataset dataset = applyOptions(readInputs({options.data}, options.dataset.read, progress), options.dataset);
    printWarnings(dataset.messages);
    const HullData data = hullData(dataset, options);
    const std::optional<Eigen::VectorXd> predicted = predictedEnergies(options, dataset, data);
    const PhaseDiagram diagram = phaseDiagram(data.points, data.formation, data.tolerance, progress);
    printJson({{"elements", elementsJson(data.points.elements)},
               {"unit", data.unit},
               {"references", referencesJson(data.references)},
               {"vertices", verticesJson(diagram, data.points, data.formation)},
               {"structures", structuresJson(dataset, data, diagram, predicted)},
               {"facets", facetsJson(diagram, data.points)}});
}

} // namespace

void addHull(CLI::App& app)
{
    auto* command = app.add_subcommand("hull",
                                       "Convex hull of formation energies: stable phases, energies above the hull, "
                                       "decompositions and chemical potentials as JSON");
    auto options = std::make_shared<HullCommand>();
    addHullOptions(*command, *options);
    command->add_option("--predicted", options->predicted, "Also place these predicted energies of structures (property)")
        ->type_name("NAME");
    command->callback([options] { run(*options); });
}

} // namespace mbtr::cli
