#include "core/campaigns/hull_campaign.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/campaigns/hull_answers.h"
#include "core/dataset/subset.h"

#include <algorithm>
#include <cmath>
#include <filesystem>
#include <limits>

namespace mbtr {

namespace {

constexpr double kAbsurd = 20; ///< times the largest formation energy that is known
constexpr double kUsual = 0.5; ///< eV/atom: formation energies within this are never absurd

/// An energy of a cell among energies per atom, or in another unit, would end the search with a wrong hull.
void requirePlausible(const HullAnswer& answer, const PhasePoints& points, const ElementEnergies& references, double usual,
                      const std::string& path)
{
    PhasePoints with = points;
    with.energies[answer.structure] = answer.energy;
    const double formation = formationEnergies(with, references)[answer.structure];
    const Eigen::VectorXd known = formationEnergies(points, references);
    double largest = usual;
    for (const double value : known)
        if (!std::isnan(value))
            largest = std::max(largest, kAbsurd * std::abs(value));
    if (std::abs(formation) > largest)
        throw FileError(path, answer.line,
                        "the energy " + toText(answer.energy) + " per atom of structure " + std::to_string(answer.structure)
                            + " is a formation energy of " + toText(formation)
                            + ", far from all others: is it that of a cell (--per-cell), "
                              "or in another unit or from another method?");
}

void takeAnswers(HullStateFile& state, PhasePoints& points, const HullCampaign& campaign, const std::string& path,
                 const Dataset& dataset, Progress& progress)
{
    const ElementEnergies given = referencesFor(points.elements, campaign.energies, campaign.given);
    const double usual = inUnit(kUsual, unitPerAtom(dataset, campaign.energies));
    std::vector<HullAnswer> answers = readHullAnswers(path, dataset, campaign.energies.perCell, progress);
    std::stable_partition(answers.begin(), answers.end(),
                          [&](const HullAnswer& answer) { return pureElement(points, answer.structure) != 0; });
    for (const HullAnswer& answer : answers) {
        if (pureElement(points, answer.structure) == 0)
            requirePlausible(answer, points, elementEnergies(points, given), usual, path);
        points.energies[answer.structure] = answer.energy;
        state.tell(answer.structure, answer.energy);
    }
}

/// Can formation energies be computed?
bool hasReferences(const PhasePoints& points, const ElementEnergies& given)
{
    return std::all_of(points.elements.begin(), points.elements.end(), [&](int element) {
        if (given.contains(element))
            return true;
        for (Eigen::Index i = 0; i < points.energies.size(); ++i)
            if (pureElement(points, i) == element && !std::isnan(points.energies[i]))
                return true;
        return false;
    });
}

HullStateFile stateOf(const HullCampaign& campaign, int structures)
{
    const std::string& energy = campaign.energies.property;
    if (!campaign.stateFile.empty() && std::filesystem::exists(campaign.stateFile))
        return readHullState(campaign.stateFile, structures, energy);
    return {
        .structures = structures, .energy = energy, .rule = campaign.settings.rule, .seed = campaign.settings.seed, .told = {}};
}

/// A search that knows what is known, in the round that the state says.
HullSearch searchOf(const HullCampaign& campaign, const PhasePoints& points, const RowMatrix& features,
                    const HullStateFile& state, int ask)
{
    HullSearchSettings settings = campaign.settings;
    settings.batch = std::max(1, ask);
    std::vector<int> all(static_cast<std::size_t>(points.energies.size()));
    for (std::size_t i = 0; i < all.size(); ++i)
        all[i] = static_cast<int>(i);
    HullSearch search(points, features, referencesFor(points.elements, campaign.energies, campaign.given), all, settings);
    for (const int point : all)
        if (!std::isnan(points.energies[point]))
            search.tell(point, points.energies[point]);
    search.resume(state.round, state.quietRounds);
    return search;
}

} // namespace

Dataset withEnergyColumn(Dataset dataset, const std::string& property)
{
    if (dataset.find(property))
        return dataset;
    StructureNumbers missing;
    missing.values.assign(dataset.structures.size(), std::numeric_limits<double>::quiet_NaN());
    dataset.properties.push_back({.name = property, .unit = "", .values = std::move(missing)});
    return dataset;
}

HullStanding visit(const HullCampaign& campaign, const HullVisit& wanted, const Dataset& dataset, const RowMatrix& features,
                   Progress& progress)
{
    HullStanding standing {
        .points = phasePoints(dataset, campaign.energies.property, campaign.energies.perCell), .state = {}, .picked = {}};
    PhasePoints& points = standing.points;
    HullStateFile state = stateOf(campaign, dataset.size());
    for (const auto& [structure, energy] : state.told)
        points.energies[structure] = energy;
    if (!wanted.answers.empty())
        takeAnswers(state, points, campaign, wanted.answers, dataset, progress);
    standing.hasReferences = hasReferences(points, referencesFor(points.elements, campaign.energies, campaign.given));
    HullSearch search = searchOf(campaign, points, features, state, wanted.ask);
    if (!wanted.answers.empty() && standing.hasReferences)
        search.closeRound(progress);
    if (wanted.ask > 0) {
        standing.picked = search.next(progress);
        standing.picked.resize(std::min(standing.picked.size(), static_cast<std::size_t>(wanted.ask)));
        writeHullQuestions(dataset, standing.picked, campaign.energies.property, campaign.energies.perCell, wanted.folder,
                           progress);
    }
    if (standing.hasReferences)
        standing.state = search.state(progress);
    standing.mayStop = search.mayStop();
    state.round = search.round();
    state.quietRounds = search.quietRounds();
    if (!campaign.stateFile.empty())
        writeHullState(state, campaign.stateFile);
    return standing;
}

} // namespace mbtr
