#include "core/gdml/gdml_basis.h"

#include "core/gdml/gdml_model.h"

#include <Eigen/QR>
#include <Eigen/SVD>
#include <algorithm>

namespace mbtr {

namespace {

using Eigen::Index;
using Eigen::MatrixXd;

constexpr double kLost = 1e-13; // of the norm of all values, or of all weights

/// Left singular vectors of what is larger. samples: n_functions x many.
MatrixXd basisOf(const MatrixXd& samples)
{
    if (samples.rows() == 1)
        return MatrixXd::Ones(1, 1);
    // The triangle of a QR decomposition has the same singular vectors, and is small.
    const Eigen::HouseholderQR<MatrixXd> qr(samples.transpose());
    const Index n = samples.rows();
    const MatrixXd triangle = qr.matrixQR().topRows(std::min(n, samples.cols())).triangularView<Eigen::Upper>();
    const Eigen::JacobiSVD<MatrixXd> svd(triangle, Eigen::ComputeThinV);
    Index kept = 0;
    while (kept < svd.singularValues().size() && svd.singularValues()[kept] > kLost)
        ++kept;
    return svd.matrixV().leftCols(kept);
}

} // namespace

GdmlBasis::GdmlBasis(const GdmlModel& model, const Eigen::VectorXd& centre, int functions)
    : m_firsts {0}
{
    const MatrixXd known = model.described.colwise() - centre;
    const double ofValues = known.norm(), ofWeights = model.weights.norm();
    MatrixXd samples(functions, 2 * known.cols());
    for (Index row = 0; row < known.rows(); row += functions) {
        samples << known.middleRows(row, functions) / (ofValues > 0 ? ofValues : 1),
            model.weights.middleRows(row, functions) / (ofWeights > 0 ? ofWeights : 1);
        m_bases.push_back(basisOf(samples));
        m_firsts.push_back(m_firsts.back() + static_cast<int>(m_bases.back().cols()));
    }
}

MatrixXd GdmlBasis::coordinates(const MatrixXd& columns) const
{
    MatrixXd result(size(), columns.cols());
    for (std::size_t pair = 0; pair < m_bases.size(); ++pair) {
        const MatrixXd& basis = m_bases[pair];
        result.middleRows(m_firsts[pair], basis.cols())
            = basis.transpose() * columns.middleRows(static_cast<Index>(pair) * basis.rows(), basis.rows());
    }
    return result;
}

} // namespace mbtr
