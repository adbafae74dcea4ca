#include "app/cli/training_json.h"

#include "core/chemistry/element.h"

#include <cmath>
#include <iostream>
#include <nlohmann/json.hpp>

namespace mbtr::cli {

using Json = nlohmann::ordered_json;

namespace {

Json withR2(const Metrics& metrics)
{
    Json json = toJson(metrics);
    json["r2"] = metrics.r2;
    return json;
}

Json numberOrNull(double value)
{
    return std::isfinite(value) ? Json(value) : Json();
}

} // namespace

std::vector<std::string> symbolsOf(std::span<const int> elements)
{
    std::vector<std::string> symbols;
    for (const int element : elements)
        symbols.emplace_back(elementSymbol(element));
    return symbols;
}

Json toJson(const Metrics& metrics)
{
    return {{"rmse", metrics.rmse}, {"mae", metrics.mae}, {"max", metrics.max}};
}

Json toJson(const TrainingResult& result)
{
    const Kernel& kernel = result.model->kernel;
    const bool hasLength = !std::holds_alternative<LinearKernel>(kernel);
    return {
        {"target", result.settings.target},
        {"unit", result.unit},
        {"structures",
         {{"train", result.split.train.size()},
          {"validation", result.split.validate.size()},
          {"left_out", result.missing.none + result.missing.infinite},
          {"copies", result.copies}}},
        {"untrained_elements", symbolsOf(result.untrained)},
        {"train", toJson(result.train)},
        {"validation", withR2(result.validation)},
        {"spread",
         {{"standardised_rms", numberOrNull(result.coverage.standardisedRms)},
          {"within_one", numberOrNull(result.coverage.withinOne)},
          {"within_two", numberOrNull(result.coverage.withinTwo)}}},
        {"baselines", {{"mean", withR2(result.baselines.mean)}, {"composition", withR2(result.baselines.composition)}}},
        {"representation", representationNames()[static_cast<std::size_t>(result.settings.representation)]},
        {"baseline", result.baseline ? "composition" : "none"},
        {"kernel", nameOf(kernel)},
        {"length", hasLength ? Json(lengthOf(kernel)) : Json()},
        {"lambda", result.model->lambda},
        {"seconds", {{"features", result.seconds.features}, {"kernel", result.seconds.kernel}, {"solve", result.seconds.solve}}},
    };
}

Json toJson(const MeanAndStd& values)
{
    return {{"mean", values.mean}, {"std", values.std}};
}

Json toJson(const std::vector<SearchPoint>& points, bool hasLength)
{
    Json list = Json::array();
    for (const SearchPoint& point : points)
        list.push_back({{"length", hasLength ? Json(std::exp2(point.log2Length)) : Json()},
                        {"lambda", std::exp2(point.log2Lambda)},
                        {"rmse", point.rmse}});
    return list;
}

Json toJson(const std::vector<Outlier>& outliers, const Dataset& dataset)
{
    const auto named = [&](int structure) {
        return Json {{"structure", structure}, {"name", dataset.structures[structure].name}};
    };
    Json list = Json::array();
    for (const Outlier& outlier : outliers) {
        Json json = named(outlier.structure);
        json.update({{"reference", outlier.reference},
                     {"predicted", outlier.predicted},
                     {"spread", outlier.predictiveStd},
                     {"share", outlier.share}});
        json["nearest"] = named(outlier.nearest);
        json["nearest"].update(
            {{"reference", outlier.nearestReference}, {"distance", outlier.distance}, {"further", outlier.further}});
        list.push_back(std::move(json));
    }
    return list;
}

Json toJson(const TrainingEstimate& estimate)
{
    const TrainingSeconds& seconds = estimate.seconds;
    return {{"bytes", {{"features", estimate.featureBytes}, {"kernel", estimate.kernelBytes}}},
            {"seconds", {{"features", seconds.features}, {"kernel", seconds.kernel}, {"solve", seconds.solve}}}};
}

void printJson(const Json& json)
{
    std::cout << json.dump(2, ' ', false, Json::error_handler_t::replace) << std::endl;
}

} // namespace mbtr::cli
