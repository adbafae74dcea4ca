#include "core/store/predictions_csv.h"

#include "core/base/text.h"
#include "core/base/whole_file.h"

#include <cassert>
#include <cmath>
#include <ostream>

namespace mbtr {

namespace {

/// RFC 4180, but without line ends, which many programs do not expect in a table.
std::string quoteForCsv(const std::string& text)
{
    if (text.find_first_of(",\"\r\n") == std::string::npos)
        return text;
    std::string result = "\"";
    for (const char c : text)
        result += c == '"' ? "\"\"" : std::string(1, c == '\n' || c == '\r' ? ' ' : c);
    return result + '"';
}

/// Empty where there is no number.
std::string textOrNothing(double value)
{
    return std::isnan(value) ? std::string() : toText(value);
}

} // namespace

void writePredictions(const std::string& path, const Dataset& dataset, std::span<const Prediction> predictions,
                      std::span<const double> reference)
{
    assert(predictions.size() == dataset.structures.size() && (reference.empty() || reference.size() == predictions.size()));
    writeWhole(path, [&](std::ostream& out) {
        out << "structure,name,value,spread" << (reference.empty() ? "\n" : ",reference,error\n");
        for (std::size_t i = 0; i < predictions.size(); ++i) {
            const Prediction& prediction = predictions[i];
            out << i << ',' << quoteForCsv(dataset.structures[i].name) << ',' << toText(prediction.value) << ','
                << textOrNothing(prediction.predictiveStd);
            if (!reference.empty())
                out << ',' << textOrNothing(reference[i]) << ',' << textOrNothing(prediction.value - reference[i]);
            out << '\n';
        }
    });
}

} // namespace mbtr
