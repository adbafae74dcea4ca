#include "core/models/variance.h"

#include "core/kernels/kernel_matrix.h"
#include "core/models/cholesky.h"

#include <algorithm>
#include <cblas.h>
#include <cmath>
#include <limits>
#include <numeric>

namespace mbtr {

namespace {

constexpr int kSolvedRows = 256; // rows solved at a time: some 50 ms for the largest models
constexpr Eigen::Index kColumns = 1024;
constexpr double kLeastSimilarity = 1e-290; // exponentials end a little above the smallest double

/// k(x, x) of some rows: 1, but for the linear kernel.
Eigen::VectorXd ownSimilarity(const Kernel& kernel, const RowMatrix& features, std::span<const int> rows)
{
    Eigen::VectorXd own = Eigen::VectorXd::Ones(static_cast<Eigen::Index>(rows.size()));
    if (std::holds_alternative<LinearKernel>(kernel))
        for (Eigen::Index i = 0; i < own.size(); ++i)
            own[i] = features.row(rows[i]).squaredNorm();
    return own;
}

double distanceOf(const Kernel& kernel, const auto& a, const auto& b)
{
    return std::holds_alternative<LaplacianKernel>(kernel) ? (a - b).template lpNorm<1>() : (a - b).norm();
}

/// squaredNorms: of the training features, linear kernel only. The row with the largest similarity; of the linear kernel, whose
/// products say little, that with the smallest distance.
NearestTraining nearestOf(const KrrModel& model, const Eigen::VectorXd& squaredNorms, const auto& similarity,
                          const auto& features)
{
    NearestTraining nearest;
    if (std::holds_alternative<LinearKernel>(model.kernel))
        (squaredNorms - 2 * similarity).minCoeff(&nearest.row);
    else if (similarity.maxCoeff(&nearest.row) < kLeastSimilarity) // further away than the kernel can tell
        for (int i = 0; i < similarity.size(); ++i)
            if (distanceOf(model.kernel, model.trainingFeatures.row(i), features)
                < distanceOf(model.kernel, model.trainingFeatures.row(nearest.row), features))
                nearest.row = i;
    nearest.distance = distanceOf(model.kernel, model.trainingFeatures.row(nearest.row), features);
    return nearest;
}

} // namespace

double spreadOf(double amplitude, double variance)
{
    return amplitude > 0 ? std::sqrt(amplitude * variance) : std::numeric_limits<double>::quiet_NaN();
}

std::shared_ptr<const Eigen::MatrixXd> factorOf(const KrrModel& model, Progress& progress)
{
    if (model.factor)
        return model.factor;
    SubProgress ofKernel(progress, 0, 0.7), ofFactor(progress, 0.7, 1);
    auto matrix = std::make_shared<Eigen::MatrixXd>(
        kernelMatrix(model.kernel, model.trainingFeatures, firstRows(model.alpha.size()), ofKernel));
    matrix->diagonal().array() += model.lambda;
    factorizeCholesky(*matrix, ofFactor);
    return matrix;
}

void solveLower(const Eigen::MatrixXd& factor, Eigen::MatrixXd& across, Progress& progress, int first)
{
    const auto stride = static_cast<int>(factor.rows()), n = static_cast<int>(across.rows()),
               columns = static_cast<int>(across.cols());
    for (int begin = 0; begin < n; begin += kSolvedRows) {
        progress.throwIfCancelled();
        const int count = std::min(kSolvedRows, n - begin), below = n - begin - count;
        const double* corner = &factor(first + begin, first + begin);
        cblas_dtrsm(CblasColMajor, CblasLeft, CblasLower, CblasNoTrans, CblasNonUnit, count, columns, 1, corner, stride,
                    &across(begin, 0), n);
        if (below > 0)
            cblas_dgemm(CblasColMajor, CblasNoTrans, CblasNoTrans, below, columns, count, -1, corner + count, stride,
                        &across(begin, 0), n, 1, &across(begin + count, 0), n);
    }
}

ScaledPredictions predictWithVariance(const KrrModel& model, const Eigen::MatrixXd& factor, const RowMatrix& features,
                                      std::span<const int> rows, Progress& progress)
{
    const std::vector<int> training = firstRows(model.alpha.size());
    const bool isLinear = std::holds_alternative<LinearKernel>(model.kernel);
    const Eigen::VectorXd squaredNorms
        = isLinear ? Eigen::VectorXd(model.trainingFeatures.rowwise().squaredNorm()) : Eigen::VectorXd();
    ScaledPredictions predictions;
    for (std::size_t begin = 0; begin < rows.size(); begin += kColumns) {
        const auto part = rows.subspan(begin, std::min<std::size_t>(kColumns, rows.size() - begin));
        SubProgress ofPart(progress, static_cast<double>(begin) / static_cast<double>(rows.size()),
                           static_cast<double>(begin + part.size()) / static_cast<double>(rows.size()));
        Eigen::MatrixXd across = kernelMatrix(model.kernel, model.trainingFeatures, training, features, part, ofPart);
        const Eigen::VectorXd values = (across.transpose() * model.alpha).array() + model.mean;
        for (std::size_t i = 0; i < part.size(); ++i)
            predictions.nearest.push_back(
                nearestOf(model, squaredNorms, across.col(static_cast<Eigen::Index>(i)), features.row(part[i])));
        solveLower(factor, across, progress);
        const Eigen::VectorXd variances
            = (ownSimilarity(model.kernel, features, part) - across.colwise().squaredNorm().transpose()).cwiseMax(0).array()
            + model.lambda;
        predictions.values.insert(predictions.values.end(), values.begin(), values.end());
        predictions.variances.insert(predictions.variances.end(), variances.begin(), variances.end());
    }
    return predictions;
}

std::vector<double> leaveOneOutResiduals(const KrrModel& model, const Eigen::MatrixXd& factor, Progress& progress)
{
    const Eigen::Index n = model.alpha.size();
    std::vector<double> residuals;
    for (Eigen::Index begin = 0; begin < n; begin += kColumns) {
        const Eigen::Index count = std::min(kColumns, n - begin), size = n - begin;
        // Columns of L^-1 are zero above the diagonal.
        Eigen::MatrixXd unit = Eigen::MatrixXd::Zero(size, count);
        unit.diagonal().setOnes();
        solveLower(factor, unit, progress, static_cast<int>(begin));
        for (Eigen::Index i = 0; i < count; ++i)
            residuals.push_back(model.alpha[begin + i] / unit.col(i).squaredNorm());
        progress.report(static_cast<double>(begin + count) / static_cast<double>(n), "residuals without the structure itself");
    }
    return residuals;
}

double leaveOneOutAmplitude(const KrrModel& model, const Eigen::MatrixXd& factor, Progress& progress)
{
    constexpr int kStructures = 512; // whose mean is known to a sixteenth
    const auto n = static_cast<int>(model.alpha.size());
    if (n < 2)
        return 0;
    std::vector<int> all(static_cast<std::size_t>(n));
    std::iota(all.begin(), all.end(), 0);
    const std::vector<int> picked = pickEvenly(all, kStructures);
    double sum = 0;
    for (std::size_t begin = 0; begin < picked.size(); begin += kColumns) {
        const std::size_t end = std::min(picked.size(), begin + static_cast<std::size_t>(kColumns));
        const int first = picked[begin];
        Eigen::MatrixXd unit = Eigen::MatrixXd::Zero(n - first, static_cast<Eigen::Index>(end - begin));
        for (std::size_t i = begin; i < end; ++i)
            unit(picked[i] - first, static_cast<Eigen::Index>(i - begin)) = 1;
        solveLower(factor, unit, progress, first);
        for (std::size_t i = begin; i < end; ++i)
            sum += std::pow(model.alpha[picked[i]], 2) / unit.col(static_cast<Eigen::Index>(i - begin)).squaredNorm();
    }
    return sum / static_cast<double>(picked.size());
}

} // namespace mbtr
