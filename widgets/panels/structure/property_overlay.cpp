#include "widgets/panels/structure/property_overlay.h"

#include "core/dataset/dataset.h"

#include <cmath>

namespace mbtr::gui {

namespace {

/// components x n_atoms; empty where the structure has no value.
Eigen::MatrixXd valuesOf(const Dataset& dataset, int structure, const std::string& name)
{
    const Property* property = name.empty() ? nullptr : dataset.find(name);
    const auto* numbers = property ? std::get_if<AtomNumbers>(&property->values) : nullptr;
    if (!numbers || std::size_t(structure) >= numbers->values.size() || numbers->components < 1)
        return {};
    const auto& values = numbers->values[std::size_t(structure)];
    const auto atoms = Eigen::Index(dataset.structures[std::size_t(structure)].species.size());
    if (values.empty() || Eigen::Index(values.size()) != atoms * numbers->components)
        return {};
    return Eigen::Map<const Eigen::MatrixXd>(values.data(), numbers->components, atoms);
}

std::string unitOf(const Dataset& dataset, const std::string& name)
{
    const Property* property = dataset.find(name);
    return property ? property->unit : std::string();
}

/// The number itself, or the length of a vector.
double shownNumber(const Eigen::MatrixXd& values, Eigen::Index atom)
{
    return values.rows() == 1 ? values(0, atom) : values.col(atom).norm();
}

std::optional<AtomScalars> scalarsOf(const Dataset& dataset, int structure, const DisplayOptions& options)
{
    const Eigen::MatrixXd values = valuesOf(dataset, structure, options.colorProperty);
    if (options.colorBy != ColorBy::Property || values.size() == 0)
        return {};
    AtomScalars scalars {
        options.colorProperty, unitOf(dataset, options.colorProperty), {}, options.colorMap, options.colorLimits};
    for (Eigen::Index n = 0; n < values.cols(); ++n)
        scalars.values.push_back(shownNumber(values, n));
    return scalars;
}

std::string labelOf(double value)
{
    if (!std::isfinite(value))
        return {};
    return QString::number(value, 'g', 3).replace('-', QChar(0x2212)).toStdString();
}

void addLabels(Overlay& overlay, const Eigen::MatrixXd& values)
{
    for (Eigen::Index n = 0; n < values.cols(); ++n)
        if (std::string text = labelOf(shownNumber(values, n)); !text.empty())
            overlay.labels.push_back({.sites = {{int(n), {}}}, .text = std::move(text), .color = {}, .everyCopy = true});
}

} // namespace

Overlay propertyOverlay(const Dataset& dataset, int structure, const DisplayOptions& options)
{
    Overlay overlay;
    if (structure < 0 || structure >= dataset.size())
        return overlay;
    overlay.scalars = scalarsOf(dataset, structure, options);
    const Eigen::MatrixXd arrows = valuesOf(dataset, structure, options.arrowProperty);
    if (arrows.rows() == 3)
        overlay.vectors.push_back({options.arrowProperty, unitOf(dataset, options.arrowProperty), arrows, options.arrowScale});
    if (options.labels == LabelWith::Property)
        addLabels(overlay, valuesOf(dataset, structure, options.labelProperty));
    return overlay;
}

QStringList atomProperties(const Dataset& dataset, bool onlyVectors)
{
    QStringList names;
    for (const Property& property : dataset.properties) {
        const auto* numbers = std::get_if<AtomNumbers>(&property.values);
        if (numbers && (!onlyVectors || numbers->components == 3))
            names.append(QString::fromStdString(property.name));
    }
    return names;
}

} // namespace mbtr::gui
