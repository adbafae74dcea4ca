#include "core/io/crystals_and_proteins/listed_operations.h"

#include "core/base/error.h"
#include "core/base/text.h"
#include "core/io/crystals_and_proteins/gemmi_operation.h"

#include <gemmi/cif.hpp>
#include <gemmi/symmetry.hpp>

#include <cmath>
#include <stdexcept>

namespace mbtr {

namespace {

namespace cif = gemmi::cif;

constexpr std::size_t kMostOperations = 1000; // the largest space groups have 192 in their conventional cell
constexpr std::size_t kMostDigits = 6; // of a whole number in a symmetry operation

/// "x+0.5" as "x+12/24": gemmi takes fractions only.
std::string withFractions(const std::string& triplet)
{
    std::string result;
    for (std::size_t i = 0; i < triplet.size();) {
        std::size_t end = i;
        while (end < triplet.size() && ((triplet[end] >= '0' && triplet[end] <= '9') || triplet[end] == '.'))
            ++end;
        const std::string number = triplet.substr(i, end - i);
        const bool isWhole = number.find('.') == std::string::npos;
        if (isWhole && number.size() > kMostDigits)
            throw std::out_of_range(number); // gemmi would take it for another number
        const auto value = isWhole ? std::nullopt : parseDouble(number);
        if (value && std::abs(*value) < 1000)
            result += std::to_string(std::lround(*value * gemmi::Op::DEN)) + "/" + std::to_string(gemmi::Op::DEN);
        else
            result += end > i ? number : triplet.substr(i, 1);
        i = end > i ? end : i + 1;
    }
    return result;
}

} // namespace

std::vector<SymmetryOperation> listedOperations(cif::Block& block, const std::string& path)
{
    std::vector<SymmetryOperation> operations;
    for (const char* tag : {"_space_group_symop_operation_xyz", "_symmetry_equiv_pos_as_xyz", "_space_group_symop.operation_xyz",
                            "_symmetry_equiv.pos_as_xyz"}) {
        cif::Column column = block.find_values(tag);
        for (const std::string& value : column) {
            if (operations.size() == kMostOperations)
                throw FileError(path, column.item()->line_number,
                                "expected at most " + std::to_string(kMostOperations) + " symmetry operations, found more");
            try {
                operations.push_back(operationFrom(gemmi::parse_triplet(withFractions(cif::as_string(value)))));
            } catch (const std::exception&) {
                throw FileError(path, column.item()->line_number,
                                "expected a symmetry operation like 'x, y+1/2, -z', found "
                                    + mbtr::inQuotes(cif::as_string(value)));
            }
        }
        if (!operations.empty())
            break;
    }
    return operations;
}

} // namespace mbtr
